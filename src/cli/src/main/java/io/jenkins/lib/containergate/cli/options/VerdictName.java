package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a name of a verdict means. Only its spelling says that, not whether there is such a file: otherwise a file that somebody
 * puts into the working directory could take the place of what was signed.
 */
public final class VerdictName {
    private static final int MAX_TEXT = 200;

    /** A file's name that has a colon in its last part: {@code ./a:b}, {@code /a:b}, {@code C:\\a}. */
    private static final Pattern PATH = Pattern.compile("(\\.{0,2}[/\\\\]|[A-Za-z]:[/\\\\]).*");

    private VerdictName() {}

    /**
     * @return the image that the verdict is attested to; empty for a file
     * @throws UsageException when it is an image without tag or digest, or in no registry
     */
    public static Optional<ImageLocation.Registry> image(String named) throws UsageException {
        boolean tagged = named.indexOf(':', named.lastIndexOf('/') + 1) >= 0;
        if (!tagged || PATH.matcher(named).matches()) {
            return Optional.empty();
        }
        try {
            if (ImageLocation.parse(named) instanceof ImageLocation.Registry registry) {
                return Optional.of(registry);
            }
        } catch (GateException e) {
            throw new UsageException(e.problem(), e.remedy() + "; a file with a colon in its name is ./NAME");
        }
        throw new UsageException(
                "'" + SafeText.visible(named, MAX_TEXT)
                        + "' is not in a registry, and only there are verdicts attached to images",
                "name the image as REGISTRY/REPOSITORY:TAG or with @DIGEST, or a verdict.json");
    }
}
