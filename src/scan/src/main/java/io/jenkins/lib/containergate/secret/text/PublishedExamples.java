package io.jenkins.lib.containergate.secret.text;

import java.util.List;

/** Values that look like secrets and have been printed in public documents, so that they are copied everywhere. */
final class PublishedExamples {
    /** In lower case. */
    private static final List<String> VALUES = List.of(
            // RFC 5849, OAuth 1.0
            "hh5s93j4hdidpola",
            "hdhd0244k9j7ao03",
            "nnch734d00sl2jdk",
            "pfkkdhi9sl3r4s00",
            "j49sk3j29djd",
            "ad180jjd733klru7",
            "kkk9d7dh3k39sjv7",
            // RFC 6749, OAuth 2.0
            "czzcagrsa3f0mzpnwdfmqmf0m2jw",
            "gx1fbat3bv",
            "7fjfp0zbr1ktdrbnfvdmiw",
            "2yotnfzfejr1zcsicmwpaa",
            "tgzv3jokf0xg5qx2tlkwia",
            "splxlobezqqybys6wxsbia",
            // RFC 6750, bearer tokens
            "mf_9.b5f-4.1jqm",
            // RFC 7643, accounts of users
            "t1mema$heen",
            // RFC 7617, basic authentication
            "qwxhzgrpbjpvcgvuihnlc2ftzq",
            // "Hello!" and four bytes in base 32, of the key format of authenticators
            "jbswy3dpehpk3pxp",
            // reports of coverage, in packages: debug of npm, which Express has, and OWASP's sanitizer for HTML
            "siaezjkylhk74rbcfvnhmuzjrimpflxve",
            "tenyw0ikrulloxgkyzjgqni0hqyhbisiu",
            // clients of the Google Cloud CLI, as everybody installs it
            "d-fl95q19q7mqmfpd7hhd0ty",
            "zmsslnjjy2998hd4ctg2ejr2",
            "wber7576mc_1yoii0dgk7jee",
            // Slack, of its messages and its answers to OAuth
            "jhj5dzrvak7zwhhjryzwjbdl",
            "xoxb-17653672481-19874698323-pdfzkve",
            // Upstash, of every server of QStash that a developer starts
            "sig_7kyjw48mhy7kajqngcy6cr29rj6r",
            "sig_5zb6dvzb1wje8s6rz7eena8pdnhs",
            // the account that every storage emulator of Azure has
            "eby8vdm02xnocqfl",
            // the account that every emulator of Azure Cosmos DB has
            "c2y6ydjf5/r+ob0n8a7cgv30vrdjiwehlm",
            // part of the address of every webhook of Google Chat
            "aizasyddi0hczte6vysjmm-wefrq3cpzqkqqshi",
            // the accounts with coins on every chain for development of Truffle, Besu and Hardhat
            "c87509a1c067bbde78beb793e6fa76530b6382a4c0241e5e4a9ec0a0f44dc0d3",
            "ae6ae8e5ccbfb04590405997ee2d52d2b330726137b875053c36d94e974d162f",
            "8f2a55949038a9610f50fb23b5883af3b4ecb3c3bb792cbcefbd1542c692be63",
            "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
            "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
            "5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
            "4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d",
            "6cbed15c793ce57650b9877cf6fa156fbef513c4e6134f022a85b1ffdd59b2a1",
            // the account that the tests of S3 for servers other than Amazon's begin with
            "0555b35654ad1656d804",
            "h7ghxubltrlhvuyxspukuv8r/2ei4ngqjxd7ibdbylh",
            // Docker, in the description of its API, which every client in Go has a copy of
            "swmtkn-1-3pu6hszjas19xyp7ghgosyx9k8atbfcr8p2is99znpy26u2lkl",
            "swmkey-1-7c37cc8654o6p38hnroywci19pllongtbdzegtkxzu8",
            // Stripe's own key for trying out, and what Sails prints in its place
            "sk_test_4ec39hqlyjwdarjtt1zdp7dc",
            "sk_test_zzd814nldl91104qor5911gjald");

    private PublishedExamples() {}

    /** @param lower a value in lower case */
    static boolean within(String lower) {
        return VALUES.stream().anyMatch(lower::contains);
    }
}
