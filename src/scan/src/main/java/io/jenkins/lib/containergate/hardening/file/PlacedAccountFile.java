package io.jenkins.lib.containergate.hardening.file;

import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.hardening.account.AccountFile;
import io.jenkins.lib.containergate.image.Digest;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An account database as a container sees it.
 *
 * @param layer diff id of the layer that brings it, empty when none does
 * @param <E> its entries
 */
public record PlacedAccountFile<E>(String path, Optional<Digest> layer, AccountFile<E> file) {
    public Location location() {
        return new Location(layer, Optional.of(path), OptionalInt.empty(), Optional.empty());
    }

    /** @param line from 1 */
    public Location line(int line) {
        return new Location(layer, Optional.of(path), OptionalInt.of(line), Optional.empty());
    }
}
