package io.jenkins.lib.containergate.hardening.file;

import java.util.List;
import java.util.function.Predicate;

/**
 * Files of an image with one trait, base layer first.
 *
 * @param omitted layers that had more than was kept
 */
public record PlacedFiles(List<PlacedFile> files, List<OmittedFiles> omitted) {
    public PlacedFiles {
        files = List.copyOf(files);
        omitted = List.copyOf(omitted);
    }

    public PlacedFiles only(Predicate<PlacedFile> wanted) {
        return new PlacedFiles(files.stream().filter(wanted).toList(), omitted);
    }
}
