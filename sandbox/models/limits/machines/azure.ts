/**
 * Why a size of Azure's virtual machines cannot exist, by the rules of its name: `Standard_`, family, vCPUs, features in small
 * letters, accelerator, version. https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions
 *
 * What fits the rules is accepted: sizes are added every month. `near` is the name that was probably meant.
 */
export function azureSizeProblem(value: string): { near?: string } | undefined {
  const fixed = repaired(value);
  if (fixed !== value) return formed(fixed) ? { near: fixed } : {};
  if (!formed(value)) return {};
  const [, family = "", cpus = "", features = "", version = "0"] =
    /^(?:Standard|Basic)_([A-Z]+)(\d+)(?:-\d+)?([a-z]*)(?:.*?_v(\d+))?/.exec(value) ?? [];
  const modern = /^[DEF]$/.test(family) && Number(version) >= 3;
  const odd = Number(cpus) % 2 === 1;
  if (modern && odd) return { near: value.replace(/\d+/, String(Number(cpus) + 1)) };
  const twice = [...features].find((letter, i) => features.indexOf(letter) < i);
  return twice === undefined ? undefined : { near: value.replace(features, [...new Set(features)].join("")) };
}

function formed(value: string): boolean {
  return /^(Standard|Basic)_[A-Z]+\d+(-\d+)?[a-z]*(_[A-Z][A-Za-z0-9]*)*(_v\d+)?(_Promo)?$/.test(value);
}

/** The usual slips: no or another prefix, no line before the version, small letters for the family. */
function repaired(value: string): string {
  const [, prefix = "", rest = value] = /^([A-Za-z]+)[_ -](?=[A-Za-z]+\d)(.*)$/.exec(value) ?? [];
  const start = /^basic$/i.test(prefix) ? "Basic" : "Standard";
  const body = rest
    .replace(/[ -](?=v\d)/i, "_")
    .replace(/(?<=\d[a-z]*)(?<!_)v(?=\d+$)/, "_v")
    .replace(/_V(?=\d)/, "_v")
    .replace(/^[a-z]+(?=\d)/, (family) => family.toUpperCase());
  return `${start}_${body}`;
}
