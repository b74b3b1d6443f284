/**
 * What is the same for every account, by region. Sources, read 2026-11-21: "Elastic Load Balancing endpoints and quotas" of the
 * AWS General Reference for the zones, "Enable access logs" of the Elastic Load Balancing guides for the accounts, as the
 * Terraform provider for AWS quotes both.
 */

interface BalancerFacts {
  /** Hosted zone of application and classic load balancers. */
  readonly application: string;
  readonly network: string;
  /** The account that writes access logs; newer regions use a service principal instead. */
  readonly logs?: string;
}

export const balancerFacts: Readonly<Record<string, BalancerFacts>> = {
  "af-south-1": { application: "Z268VQBMOI5EKX", network: "Z203XCE67M25HM", logs: "098369216593" },
  "ap-east-1": { application: "Z3DQVH9N71FHZ0", network: "Z12Y7K3UBGUAD1", logs: "754344448648" },
  "ap-northeast-1": { application: "Z14GRHDCWA56QT", network: "Z31USIVHYNEOWT", logs: "582318560864" },
  "ap-northeast-2": { application: "ZWKZPGTI48KDX", network: "ZIBE1TIR4HY56", logs: "600734575887" },
  "ap-northeast-3": { application: "Z5LXEXXYW11ES", network: "Z1GWIQ4HH19I5X", logs: "383597477331" },
  "ap-south-1": { application: "ZP97RAFLXTNZK", network: "ZVDDRBQ08TROA", logs: "718504428378" },
  "ap-south-2": { application: "Z0173938T07WNTVAEPZN", network: "Z0711778386UTO08407HT" },
  "ap-southeast-1": { application: "Z1LMS91P8CMLE5", network: "ZKVM4W9LS7TM", logs: "114774131450" },
  "ap-southeast-2": { application: "Z1GM3OXH4ZPM65", network: "ZCT6FZBF4DROD", logs: "783225319266" },
  "ap-southeast-3": { application: "Z08888821HLRG5A9ZRTER", network: "Z01971771FYVNCOVWJU1G", logs: "589379963580" },
  "ca-central-1": { application: "ZQSVJUPU6J1EY", network: "Z2EPGBW3API2WT", logs: "985666609251" },
  "cn-north-1": { application: "Z1GDH35T77C1KE", network: "Z3QFB96KMJ7ED6", logs: "638102146993" },
  "cn-northwest-1": { application: "ZM7IZAIOVVDZF", network: "ZQEIKTCZ8352D", logs: "037604701340" },
  "eu-central-1": { application: "Z215JYRZR1TBD5", network: "Z3F0SRJ5LGBH90", logs: "054676820928" },
  "eu-central-2": { application: "Z06391101F2ZOEP8P5EB3", network: "Z02239872DOALSIDCX66S" },
  "eu-north-1": { application: "Z23TAZ6LKFMNIO", network: "Z1UDT6IFJ4EJM", logs: "897822967062" },
  "eu-south-1": { application: "Z3ULH7SSC9OV64", network: "Z23146JA1KNAFP", logs: "635631232127" },
  "eu-south-2": { application: "Z0956581394HF5D5LXGAP", network: "Z1011216NVTVYADP1SSV" },
  "eu-west-1": { application: "Z32O12XQLNTSW2", network: "Z2IFOLAFXWLO4F", logs: "156460612806" },
  "eu-west-2": { application: "ZHURV8PSTC4K8", network: "ZD4D7Y8KGAS4G", logs: "652711504416" },
  "eu-west-3": { application: "Z3Q77PNBQS71R4", network: "Z1CMS0P5QUZ6D5", logs: "009996457667" },
  "me-central-1": { application: "Z08230872XQRWHG2XF6I", network: "Z00282643NTTLPANJJG2P" },
  "me-south-1": { application: "ZS929ML54UICD", network: "Z3QSRYVP46NYYV", logs: "076674570225" },
  "sa-east-1": { application: "Z2P70J7HTTTPLU", network: "ZTK26PT1VY4CU", logs: "507241528517" },
  "us-east-1": { application: "Z35SXDOTRQ7X7K", network: "Z26RNL4JYFTOTI", logs: "127311923021" },
  "us-east-2": { application: "Z3AADJGX6KTTL2", network: "ZLMOA37VPKANP", logs: "033677994240" },
  "us-gov-east-1": { application: "Z166TLBEWOO7G0", network: "Z1ZSMQQ6Q24QQ8", logs: "190560391635" },
  "us-gov-west-1": { application: "Z33AYJ8TM3BH4J", network: "ZMG1MZ2THAWF1", logs: "048591011584" },
  "us-west-1": { application: "Z368ELLRRE2KJ0", network: "Z24FKFUX50B4VW", logs: "027434742980" },
  "us-west-2": { application: "Z1H1FL5HABSF5", network: "Z18D5FSROUN65G", logs: "797873946194" },
};
