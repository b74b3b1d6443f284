/**
 * The version of the Pulumi engine that this toolkit runs on, without a leading `v`.
 *
 * Equal to the exact version of the development dependency `pulumi`, whose launcher looks for an engine of its own
 * version; a test holds the two together.
 */
export const ENGINE_VERSION = "3.250.0";
