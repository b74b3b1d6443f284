/** Vaults for keys and secrets of Azure; a managed HSM has the same settings, under the same names. */

export const VAULT = "azure-native:keyvault:Vault";
export const HSM = "azure-native:keyvault:ManagedHsm";
