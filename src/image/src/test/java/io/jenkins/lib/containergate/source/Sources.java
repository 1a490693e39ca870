package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Resolves locations the way the gates do. */
final class Sources {
    private static final Clock STOPPED = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private Sources() {}

    static Deadline noDeadline() {
        return Deadline.after(Duration.ofMinutes(1), STOPPED);
    }

    static List<Image> resolve(String location, Limits limits, Path temporary)
            throws GateException, InterruptedException, IOException {
        return resolve(location, limits, temporary, Optional.empty());
    }

    static List<Image> resolve(String location, Limits limits, Path temporary, Optional<String> platform)
            throws GateException, InterruptedException, IOException {
        Optional<Platform> wanted =
                platform.isPresent() ? Optional.of(Platform.parse(platform.get())) : Optional.empty();
        try (ImageSource source = ImageSources.standard(temporary).open(ImageLocation.parse(location), limits)) {
            return source.resolve(wanted, noDeadline());
        }
    }
}
