package io.jenkins.lib.containergate.hardening.file;

import java.util.List;

/**
 * Files of one layer with one trait.
 *
 * @param files as many as fit the bounds, in tar order, each path once
 * @param omitted how many more entries had the trait
 */
public record NotedFiles(List<NotedFile> files, long omitted) {
    public NotedFiles {
        files = List.copyOf(files);
    }
}
