package io.jenkins.lib.containergate.inventory.rust;

import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.LanguageDirectories;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.binary.BytePattern;
import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout;
import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout.Segment;
import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import io.jenkins.lib.containergate.inventory.json.JsonReading;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Crates linked into programs that were built with {@code cargo auditable}: a compressed list in the section
 * {@code .dep-v0}. Other Rust programs do not say what is in them; rustc leaves its name in the section {@code .comment}, and in
 * programs that were stripped of it the places in Rust's own library at which they panic. Shared libraries and programs that lie in a
 * package of another language are evaluated as that package. What is linked into Node.js is a part of Node.js, in whichever language it
 * is written.
 *
 * @see <a href="https://github.com/rust-secure-code/cargo-auditable/blob/master/PARSING.md">cargo-auditable format</a>
 */
public final class RustBinaryReader implements PackageReader {
    private static final String SECTION = ".dep-v0";
    private static final String COMPILER = "rustc version";
    /** Below the directory that Rust itself was built in, since version 1.47. */
    private static final BytePattern PANIC = new BytePattern("library/core/src/".getBytes(StandardCharsets.US_ASCII));

    /**
     * Node.js itself, which is linked with parts in Rust since version 26: where it has its mark for single executable
     * applications.
     */
    private static final BytePattern NODE =
            new BytePattern("NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2".getBytes(StandardCharsets.US_ASCII));
    /** What distributions and archives of it call it. Tools that make such applications hold the mark as well. */
    private static final Pattern NODE_NAME = Pattern.compile("node(?:js)?[-v0-9.]*(?:\\.exe)?");

    /** Most of a program is code, of which nothing is looked at where its sections are named. */
    private static final String TEXTS = ".rodata";

    private final InventoryLimits limits;

    public RustBinaryReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return ExecutableLayout.isProgram(head);
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        try (SeekableByteChannel channel = content.channel()) {
            FileWindow file = new FileWindow(channel);
            Optional<ExecutableLayout> layout = ExecutableLayout.of(file);
            Optional<Segment> section = layout.flatMap(known -> known.section(SECTION));
            if (section.isPresent()) {
                crates(compressed(file, section.get(), entry.path()), entry.path(), sink);
            } else if (layout.isPresent()
                    && !ExecutableLayout.isNamedLibrary(entry.name())
                    && !LanguageDirectories.hold(entry.path())
                    && ofRust(layout.get(), file)
                    && !(NODE_NAME.matcher(entry.name()).matches() && file.contains(NODE))) {
                throw new MalformedContentException(Unreadable.CRATES, "a Rust program that does not list its crates");
            }
        }
    }

    private static boolean ofRust(ExecutableLayout layout, FileWindow file) throws IOException {
        String compilers = layout.compilers(file);
        if (!compilers.isEmpty()) {
            return compilers.contains(COMPILER);
        }
        Optional<Segment> texts = layout.section(TEXTS)
                .filter(section -> section.offset() >= 0
                        && section.size() >= 0
                        && section.offset() <= file.size() - section.size());
        return texts.isPresent()
                ? file.find(
                                PANIC,
                                texts.get().offset(),
                                texts.get().offset() + texts.get().size())
                        >= 0
                : file.contains(PANIC);
    }

    private byte[] compressed(FileWindow file, Segment section, String path)
            throws IOException, MalformedContentException, LimitExceededException {
        if (section.size() > limits.maxMetadataBytes()) {
            throw new LimitExceededException(SECTION + " of " + path, "maxMetadataBytes", limits.maxMetadataBytes());
        }
        ByteBuffer bytes = file.read(section.offset(), section.size(), ByteOrder.LITTLE_ENDIAN)
                .orElseThrow(() -> damaged("it lies outside of the file"));
        return bytes.array();
    }

    private void crates(byte[] compressed, String path, PackageSink sink)
            throws IOException, MalformedContentException, LimitExceededException {
        byte[] json;
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            json = in.readNBytes(limits.maxMetadataBytes() + 1);
        } catch (ZipException | EOFException e) {
            throw damaged("it does not decompress");
        }
        if (json.length > limits.maxMetadataBytes()) {
            throw new LimitExceededException(SECTION + " of " + path, "maxMetadataBytes", limits.maxMetadataBytes());
        }
        JsonReading.document(
                new ByteArrayInputStream(json),
                root -> JsonReading.members(root, (name, value) -> {
                    if (name.equals("packages")) {
                        JsonReading.elements(value, element -> crate(element, path, sink));
                    }
                }));
    }

    /** What only built the program is not in it. */
    private static void crate(JsonParser element, String path, PackageSink sink)
            throws IOException, MalformedContentException, LimitExceededException {
        String[] crate = {"", "", ""};
        JsonReading.members(element, (name, value) -> {
            switch (name) {
                case "name" -> crate[0] = JsonReading.text(value);
                case "version" -> crate[1] = JsonReading.text(value);
                case "kind" -> crate[2] = JsonReading.text(value);
                default -> {
                    // where it was fetched from, and what it needs
                }
            }
        });
        if (!crate[2].equals("build")) {
            sink.found(FoundPackage.ofLanguage(Ecosystem.CARGO, crate[0], crate[1], path, List.of()));
        }
    }

    private static MalformedContentException damaged(String problem) {
        return new MalformedContentException(Unreadable.EXECUTABLE, "list of crates that cannot be read: " + problem);
    }
}
