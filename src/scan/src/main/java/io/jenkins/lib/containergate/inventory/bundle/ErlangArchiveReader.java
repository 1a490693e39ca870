package io.jenkins.lib.containergate.inventory.bundle;

import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;

/** Erlang and Elixir applications inside an archive ({@code .ez}) or a script with one behind it ({@code escript}). */
public final class ErlangArchiveReader implements PackageReader {
    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.name().endsWith(".app")
                && (entry.path().contains("/ebin/") || entry.path().endsWith("!/" + entry.name()));
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink) throws MalformedContentException {
        throw new MalformedContentException(Unreadable.BUNDLE, "the archive holds an Erlang or Elixir application");
    }
}
