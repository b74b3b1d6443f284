/** A set of faults with a name, in the language of fault files. */
export interface Preset {
  readonly name: string;
  readonly summary: string;
  readonly text: string;
}

export const presets: readonly Preset[] = [
  {
    name: "flaky",
    summary: "now and then a throttled call, a slow one, a read that lags: all of it passes by itself",
    text: `rules:
  - { kind: throttle, probability: 0.1 }
  - { kind: slow, probability: 0.1, seconds: [10, 60] }
  - { kind: eventual, probability: 0.2 }
`,
  },
  {
    name: "throttled",
    summary: "half of all calls are throttled at first, a few for longer than the provider waits",
    text: `rules:
  - { name: throttle-for-good, kind: throttle, probability: 0.01, calls: 100, match: { operation: [create, update, delete] } }
  - { name: throttle, kind: throttle, probability: 0.5, calls: [1, 8], retryAfterSeconds: [1, 10] }
`,
  },
  {
    name: "denied",
    summary: "the right to create one resource in twenty is missing",
    text: `rules:
  - { kind: denied, probability: 0.05, match: { operation: create } }
`,
  },
  {
    name: "quota",
    summary: "a quota is used up for one new resource in twenty",
    text: `rules:
  - { kind: quota, probability: 0.05 }
`,
  },
  {
    name: "eventual",
    summary: "what was just made is not seen at once by others; one time in twenty not before the provider gives up",
    text: `rules:
  - { name: eventual-for-long, kind: eventual, probability: 0.05, lagSeconds: [150, 300] }
  - { name: eventual, kind: eventual, lagSeconds: [1, 60] }
`,
  },
  {
    name: "crash",
    summary: "a provider's process dies in the middle of an operation, before or after it is carried out",
    text: `rules:
  - { kind: crash, probability: 0.03 }
`,
  },
  {
    name: "slow",
    summary: "every operation takes half a minute to five minutes longer",
    text: `rules:
  - { kind: slow }
`,
  },
  {
    name: "chaos",
    summary: "some of everything: lost answers, half-made resources, crashes, changes by hand, and all of the above",
    text: `rules:
  - { kind: crash, probability: 0.005 }
  - { kind: denied, probability: 0.01, match: { operation: [create, update] } }
  - { kind: quota, probability: 0.01 }
  - { kind: timeout, probability: 0.02 }
  - { kind: partial, probability: 0.02 }
  - { kind: drift, probability: 0.02 }
  - { kind: throttle, probability: 0.1 }
  - { kind: eventual, probability: 0.2 }
  - { kind: slow, probability: 0.1, seconds: [10, 60] }
`,
  },
];
