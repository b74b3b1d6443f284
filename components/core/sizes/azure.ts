import type { SizeTable } from "./table.js";

/**
 * Azure VM sizes. `small` is of a family whose CPUs are shared (B); the shapes are of families whose CPUs are whole (D and
 * E, version 6).
 *
 * Source, read 2026-11-21: the Azure documentation "Sizes for virtual machines in Azure". Whether a region offers a size
 * to a subscription is known to the region alone.
 */
export const azureSizes: SizeTable = {
  pattern: /^(Standard|Basic)_[A-Z]+\d+[A-Za-z0-9_-]*$/,
  arm: /^Standard_[A-Z]+\d+(-\d+)?[a-z]*p[a-z]*_v\d+$/,
  named: {
    small: { x86_64: "Standard_B2ls_v2", arm64: "Standard_B2pls_v2" },
    medium: { x86_64: "Standard_D2s_v6", arm64: "Standard_D2ps_v6" },
    large: { x86_64: "Standard_D4s_v6", arm64: "Standard_D4ps_v6" },
    xlarge: { x86_64: "Standard_D8s_v6", arm64: "Standard_D8ps_v6" },
  },
  shapes: [
    { cpu: 2, memoryGiB: 4, x86_64: "Standard_D2ls_v6", arm64: "Standard_D2pls_v6" },
    { cpu: 2, memoryGiB: 8, x86_64: "Standard_D2s_v6", arm64: "Standard_D2ps_v6" },
    { cpu: 2, memoryGiB: 16, x86_64: "Standard_E2s_v6", arm64: "Standard_E2ps_v6" },
    { cpu: 4, memoryGiB: 8, x86_64: "Standard_D4ls_v6", arm64: "Standard_D4pls_v6" },
    { cpu: 4, memoryGiB: 16, x86_64: "Standard_D4s_v6", arm64: "Standard_D4ps_v6" },
    { cpu: 4, memoryGiB: 32, x86_64: "Standard_E4s_v6", arm64: "Standard_E4ps_v6" },
    { cpu: 8, memoryGiB: 16, x86_64: "Standard_D8ls_v6", arm64: "Standard_D8pls_v6" },
    { cpu: 8, memoryGiB: 32, x86_64: "Standard_D8s_v6", arm64: "Standard_D8ps_v6" },
    { cpu: 8, memoryGiB: 64, x86_64: "Standard_E8s_v6", arm64: "Standard_E8ps_v6" },
    { cpu: 16, memoryGiB: 32, x86_64: "Standard_D16ls_v6", arm64: "Standard_D16pls_v6" },
    { cpu: 16, memoryGiB: 64, x86_64: "Standard_D16s_v6", arm64: "Standard_D16ps_v6" },
    { cpu: 16, memoryGiB: 128, x86_64: "Standard_E16s_v6", arm64: "Standard_E16ps_v6" },
    { cpu: 32, memoryGiB: 64, x86_64: "Standard_D32ls_v6", arm64: "Standard_D32pls_v6" },
    { cpu: 32, memoryGiB: 128, x86_64: "Standard_D32s_v6", arm64: "Standard_D32ps_v6" },
    { cpu: 32, memoryGiB: 256, x86_64: "Standard_E32s_v6", arm64: "Standard_E32ps_v6" },
    { cpu: 64, memoryGiB: 128, x86_64: "Standard_D64ls_v6", arm64: "Standard_D64pls_v6" },
    { cpu: 64, memoryGiB: 256, x86_64: "Standard_D64s_v6", arm64: "Standard_D64ps_v6" },
    { cpu: 64, memoryGiB: 512, x86_64: "Standard_E64s_v6", arm64: "Standard_E64ps_v6" },
  ],
};
