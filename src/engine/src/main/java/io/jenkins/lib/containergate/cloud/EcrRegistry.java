package io.jenkins.lib.containergate.cloud;

import java.util.Optional;
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
    private static final Pattern HOST = Pattern.compile(
            "([0-9]{12})\\.dkr[.-]ecr(-fips)?\\.([a-z0-9-]+)\\."
                    + "(?:amazonaws\\.com(?:\\.cn)?|on\\.aws|on\\.amazonwebservices\\.com\\.cn|sc2s\\.sgov\\.gov|c2s\\.ic\\.gov)");

    /** @param registry host of an image reference; empty when it is not ECR's */
    public static Optional<EcrRegistry> of(String registry) {
        Matcher matcher = HOST.matcher(registry);
        return matcher.matches()
                ? Optional.of(new EcrRegistry(matcher.group(1), matcher.group(3), matcher.group(2) != null))
                : Optional.empty();
    }
}
