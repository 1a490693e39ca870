package io.jenkins.lib.containergate.arn;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name of something in AWS, {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE}.
 *
 * @param region empty for global services such as IAM
 * @param resource with its type, such as {@code role/path/shop} or {@code task-definition/shop:7}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">Amazon Resource Names</a>
 */
public record Arn(String partition, String service, String region, String account, String resource) {
    private static final Pattern SHAPE =
            Pattern.compile("arn:(aws[a-z-]*):([a-z0-9-]+):([a-z0-9-]*):([0-9]{12}|aws|):([\\x21-\\x7e]+)");
    private static final int MAX_LENGTH = 2048;

    /** Empty when the text is none. */
    public static Optional<Arn> of(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher matcher = SHAPE.matcher(text);
        return matcher.matches()
                ? Optional.of(new Arn(
                        matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4), matcher.group(5)))
                : Optional.empty();
    }

    /** The ARN of a key in AWS KMS or of an alias of one; empty when the text is neither. */
    public static Optional<Arn> ofKmsKey(String text) {
        return of(text).filter(arn -> arn.service.equals("kms")
                && !arn.region.isEmpty()
                && !arn.account.isEmpty()
                && (arn.resource.startsWith("key/") || arn.resource.startsWith("alias/")));
    }

    /** What comes after the last slash of the resource. */
    public String name() {
        return resource.substring(resource.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}
