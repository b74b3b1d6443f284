/**
 * The oldest version of Kubernetes that Amazon EKS supports at all, extended support included: 1.30 left it on 23 July 2026,
 * 1.31 leaves it on 26 November 2026, 1.32 on 23 March 2027. Standard support, without a surcharge, begins at 1.34.
 *
 * Source: Amazon EKS User Guide, "Understand the Kubernetes version lifecycle on EKS", and endoflife.date, as of
 * 22 November 2026.
 */
export const OLDEST_EKS_VERSION = "1.32";
