package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where objects lie in S3.
 *
 * @param prefix of their keys, empty or with a slash at its end
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket naming rules</a>
 */
public record BucketPath(String bucket, String prefix) {
    private static final Pattern FORM =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*)?/?)?");

    /**
     * @param text {@code s3://BUCKET} or {@code s3://BUCKET/PREFIX}
     * @throws GateException when it has another form
     */
    public static BucketPath parse(String text) throws GateException {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || ("/" + form.group(2) + "/").contains("/../")) {
            throw new GateException(
                    "the shared cache is not in the form s3://BUCKET/PREFIX",
                    "give the name of the bucket, and a prefix of letters, digits, '.', '_' and '-'");
        }
        return new BucketPath(form.group(1), form.group(2) == null ? "" : form.group(2) + "/");
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
