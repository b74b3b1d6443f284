import { Bucket } from "groundplan";
import { aws } from "groundplan/aws";

export const assets = new Bucket("assets", { target: aws({ region: "eu-west-1" }) });
