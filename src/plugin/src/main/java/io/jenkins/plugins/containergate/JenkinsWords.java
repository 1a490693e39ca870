package io.jenkins.plugins.containergate;

import io.jenkins.lib.containergate.report.ToolIdentity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Texts of the engine in the words of Jenkins: the engine names options of the command line, and pages of the documentation
 * by their files.
 */
public final class JenkinsWords {
    /** Patterns and what they are in Jenkins. The order counts: a shorter pattern comes after the longer ones that hold it. */
    private static final Map<Pattern, String> WORDS = words();

    /** Without one of these a text has nothing to replace: most are texts of findings, of which there are many. */
    private static final List<String> SIGNS = List.of("--", "gate ", "docs/", "command line", "longer deadline");

    private JenkinsWords() {}

    public static String of(String text) {
        if (SIGNS.stream().noneMatch(text::contains)) {
            return text;
        }
        String words = text;
        for (Map.Entry<Pattern, String> each : WORDS.entrySet()) {
            words = each.getKey().matcher(words).replaceAll(each.getValue());
        }
        return words;
    }

    private static Map<Pattern, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(", or with a longer deadline", "");
        words.put("allow more time \\(--deadline\\) or find out", "find out");
        words.put(", or allow more time \\(on the command line --deadline\\)", "");
        words.put(
                "name its certificate \\(--registry-ca FILE\\)",
                "have an administrator add its certificate (Agents, CA certificates)");
        words.put(
                "if plain HTTP is what you want there, say so \\(--insecure-registry [^)]*\\)",
                "if plain HTTP is what you want there, have an administrator allow it (Registry credentials, Plain"
                        + " HTTP)");
        words.put(
                "allow plain HTTP to it \\(--insecure-registry [^)]*\\)",
                "have an administrator allow plain HTTP to it (Registry credentials, Plain HTTP)");
        words.put(" and gate oci-archive:image\\.tar", " and give the step archive: 'image.tar'");
        words.put("--platform(.{0,300}?) \\(platform in Jenkins\\)", "platform$1");
        words.put(
                "evaluate the image itself \\(gate scan\\), and not its SBOM",
                "evaluate the image itself, and not its SBOM");
        words.put(
                "gate data update or --(?:kev|epss) FILE; in Jenkins, under Vulnerability data",
                "an administrator does under Vulnerability data");
        words.put(
                "name that file with --(?:kev|epss)",
                "have an administrator put it where the configuration says (Vulnerability data)");
        words.put(" \\(--report\\)", " (report)");
        words.put("gate inventory IMAGE, or Trivy or Syft", "Trivy or Syft write it");
        words.put("use gate inventory, Syft or Trivy", "use Syft or Trivy");
        words.put("only --git-history \\(gitHistory\\)", "only gitHistory");
        words.put(
                "update the table \\(--end-of-life\\)",
                "have an administrator fetch the table again (Fetch every day)");
        words.put(
                "gate data update --ecosystem (\"[^\"]*\"); in Jenkins, fetchedEcosystems",
                "an administrator adds $1 under Fetch every day");
        words.put(
                "gate data update --ecosystem (\"[^\"]*\") fetches them",
                "an administrator adds $1 under Fetch every day");
        words.put("gate data update --ecosystem (\"[^\"]*\")", "an administrator adds $1 under Fetch every day");
        words.put("an export of the records \\(--osv\\)", "an export of the records (OSV exports)");
        words.put(
                "update again: gate data update; if",
                "the controller fetches it again within a day (Vulnerability data); if");
        words.put(
                "fetch some: gate data update; in Jenkins, the task under Vulnerability data does it every day",
                "the task under Vulnerability data fetches some every day");
        words.put("update it: gate data update", "the task under Vulnerability data updates it every day");
        words.put(
                "give a trusted_root\\.json \\(--trusted-root\\), or let the policy",
                "let the policy give a trustedRoot, or");
        words.put("\\(gate attest --attach verdict\\)", "(attestVerdict with attach: 'verdict')");
        words.put(
                "--attach verdict or --policy \\(attach: 'verdict' or withPolicy: true in Jenkins\\)",
                "attach: 'verdict' or withPolicy: true");
        words.put("--attach (\\w+) \\(attach: '\\w+' in Jenkins\\)", "attach: '$1'");
        words.put("--input sbom\\.cdx\\.json attach:", "attach:");
        words.put("--attach verdict", "attach: 'verdict'");
        words.put("with --cluster and --service \\(cluster and service in Jenkins\\)", "with cluster and service");
        words.put("with --cluster \\(cluster in Jenkins\\)", "with cluster");
        words.put(
                "\\(gate taskdef FAMILY:REVISION --cluster NAME --service NAME\\)",
                "(taskDefinition, cluster and service)");
        words.put("\\(--parameter (NAME=VALUE|AWS::Region=REGION)\\)", "(parameters: '$1')");
        words.put(
                "--parameter AWS::AccountId=ID --parameter AWS::Region=NAME",
                "parameters: AWS::AccountId=ID and AWS::Region=NAME, a line each");
        words.put("\\(--parameter ([A-Za-z0-9:]+=VALUE)\\)", "(parameters: '$1')");
        words.put("--parameter ([A-Za-z0-9:]+=VALUE)", "$1");
        words.put("the --parameter values", "the parameters");
        words.put(" with --host-report INSTANCE=FILE, or with hostReports in Jenkins", " with hostReports");
        words.put(" with --host-report, or with hostReports in Jenkins", " with hostReports");
        words.put(
                "gate learn segments --traffic FILE, and give it with --traffic FILE, or with trafficFile in Jenkins",
                "the command line of container-gate (learn segments), and give it with trafficFile");
        words.put(
                "gate learn segments (?:with --services|--traffic FILE|--traffic)",
                "the command line of container-gate (learn segments)");
        words.put("--(?:scan|verify)-images, taskDefinition", "taskDefinition");
        words.put("gate taskdef --(?:scan|verify)-images, ", "");
        words.put("checkTaskDefinition, gate taskdef --ledger", "checkTaskDefinition");
        words.put("by gate scan and run", "by scanImage");
        words.put("with gate scan or scanImage", "with scanImage");
        words.put(", or give --base-image", "");
        words.put("attestVerdict, gate attest", "attestVerdict");
        words.put(
                "name it with --ledger DIR", "run the gate again on this controller, which keeps a ledger of its own");
        words.put(
                "export it \\(gate ledger --export\\) and import that into a new one",
                "have an administrator restore the ledger of Jenkins from a backup");
        words.put(
                "such as --osv-api \\(in Jenkins, an administrator does\\)",
                "or have an administrator do so (Vulnerability data)");
        words.put("gate posture and checkPosture do\\b", "checkPosture does");
        words.put("of this version of gate posture", "of this version of checkPosture");
        words.put(" \\(--aws-role\\)", " (role of the AWS account in the configuration of Jenkins)");
        words.put(" or use others \\(on the command line --aws-profile\\)", " or use others");
        words.put(
                "set them in the environment, name a profile with --aws-profile, or credentials in the AWS account of"
                        + " Jenkins",
                "name credentials in the AWS account of Jenkins");
        words.put(
                "name it with --aws-region \\(in Jenkins, as a region of the AWS account\\), or set AWS_REGION or that"
                        + " of the profile",
                "name it as a region of the AWS account");
        words.put(" \\(on the command line --inspector\\)", " (AWS scanner)");
        // the options of a Trivy server are not ours
        // nothing longer than an option and its value, lest a name in a text hides what comes after it
        words.put(
                " \\((?:on the command line )?--(?!token|path-prefix|list-all-pkgs)[a-z-]{1,30}(?:"
                        + " [A-Z]{1,12}(?:=[A-Z]{1,12})?)?\\)",
                "");
        // other files in a directory docs are those of the user
        words.put(
                "(?<![\\w/-])docs/((?:aws|packages|policy|secrets|undecided)\\.md|rules(?:/[a-z0-9-]+\\.md)?)(?![\\w/-])",
                ToolIdentity.HOME + "/blob/main/docs/$1");
        Map<Pattern, String> compiled = new LinkedHashMap<>();
        words.forEach((pattern, word) -> compiled.put(Pattern.compile(pattern), word));
        return Collections.unmodifiableMap(compiled);
    }
}
