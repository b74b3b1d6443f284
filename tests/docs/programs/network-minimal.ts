import { Network } from "groundplan";
import { aws } from "groundplan/aws";

const network = new Network("main", { target: aws({ region: "eu-west-1" }) });

export const subnetIds = network.subnetsOf("private"); // one id for each zone
