// Rows that the providers' own examples contradict: the API takes more than its model says.

export const leftOut = new Set([
  // A custom domain has dots and is longer than a prefix.
  "aws:cognito/userPoolDomain:UserPoolDomain domain",
  "gcp:compute/serviceAttachment:ServiceAttachment tunnelingConfig.encapsulationProfile",
  "gcp:compute/serviceAttachment:ServiceAttachment tunnelingConfig.routingMode",
  "gcp:networksecurity/mirroringEndpointGroup:MirroringEndpointGroup type",
]);
