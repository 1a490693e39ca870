package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.inventory.unpack.ArchiveFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * What gzip or zlib in base 64 holds, as cloud-init's {@code gz+b64} and values in manifests do.
 *
 * @param whole whether that is all of it
 */
record Gunzipped(byte[] bytes, boolean whole) {
    /** Bytes that are unpacked: such values are files of settings. */
    static final int MOST = 1 << 20;

    static boolean recognised(byte[] decoded) {
        ArchiveFormat format = ArchiveFormat.of(decoded);
        return format == ArchiveFormat.GZIP || format == ArchiveFormat.ZLIB;
    }

    /** As much as can be unpacked; of what is damaged, what stands before the damage. */
    static Gunzipped of(byte[] decoded) {
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        byte[] chunk = new byte[8 << 10];
        InputStream stored = new ByteArrayInputStream(decoded);
        try (InputStream in =
                (decoded[0] & 0xff) == 0x1f ? new GZIPInputStream(stored) : new InflaterInputStream(stored)) {
            for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
                if (unpacked.size() + read > MOST) {
                    return new Gunzipped(unpacked.toByteArray(), false);
                }
                unpacked.write(chunk, 0, read);
            }
        } catch (IOException e) {
            // not compressed after all, or cut off: what came before is searched
        }
        return new Gunzipped(unpacked.toByteArray(), true);
    }
}
