import type { Resource } from "../core/resource.js";
import { isText, type Tri } from "../core/tri.js";
import { get } from "../core/value.js";

/** Application, network and gateway load balancers, in both modules that the provider has. */
export const LOAD_BALANCERS = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"] as const;

export const LISTENERS = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"] as const;

/** Whether it is an application load balancer, which is what one is that says nothing. */
export function isApplication(balancer: Resource): Tri {
  return isText(get(balancer.props, "loadBalancerType"), "application", true);
}
