const { PolicyPack } = require("@pulumi/policy");

// The floor: Pulumi's own SDK without a rule.
new PolicyPack("empty", { policies: [] });
