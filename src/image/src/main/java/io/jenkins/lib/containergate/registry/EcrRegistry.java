package io.jenkins.lib.containergate.registry;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private registry of Amazon ECR: one for each account and region.
 *
 * @param account twelve digits
 * @param region such as {@code eu-central-1}
 * @param fips whether its name asks for the FIPS end point
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html">ECR private registries</a>
 */
public record EcrRegistry(String account, String region, boolean fips) {
    private static final String DOMAIN =
            "amazonaws\\.com(?:\\.cn)?|on\\.aws|on\\.amazonwebservices\\.com\\.cn|sc2s\\.sgov\\.gov|c2s\\.ic\\.gov";

    private static final Pattern HOST =
            Pattern.compile("([0-9]{12})\\.dkr[.-]ecr(-fips)?\\.([a-z0-9-]+)\\.(" + DOMAIN + ")");

    /** Domains of one partition: the usual one, and the one of dual-stack end points. */
    private static final List<List<String>> PARTITIONS =
            List.of(List.of("amazonaws.com", "on.aws"), List.of("amazonaws.com.cn", "on.amazonwebservices.com.cn"));

    /** @param registry host of an image reference; empty when it is not ECR's */
    public static Optional<EcrRegistry> of(String registry) {
        Matcher matcher = HOST.matcher(registry);
        return matcher.matches()
                ? Optional.of(new EcrRegistry(matcher.group(1), matcher.group(3), matcher.group(2) != null))
                : Optional.empty();
    }

    /** The other hosts at which the same registry answers; none when it is not ECR's. */
    public static Set<String> otherNames(String registry) {
        Matcher matcher = HOST.matcher(registry);
        Set<String> names = new LinkedHashSet<>();
        if (matcher.matches()) {
            for (List<String> domains : PARTITIONS) {
                if (domains.contains(matcher.group(4))) {
                    for (String fips : List.of("", "-fips")) {
                        String place = fips + "." + matcher.group(3) + ".";
                        names.add(matcher.group(1) + ".dkr.ecr" + place + domains.get(0));
                        names.add(matcher.group(1) + ".dkr-ecr" + place + domains.get(1));
                    }
                }
            }
            names.remove(registry);
        }
        return names;
    }
}
