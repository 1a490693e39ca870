package io.jenkins.lib.containergate.policy.document;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.policy.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a policy from a file. */
public final class PolicyFile {
    private PolicyFile() {}

    /**
     * @param layer name of the layer in decisions and refusals
     * @throws GateException when the file cannot be read, is too long, is not UTF-8, or is no policy
     */
    public static PolicyDocument read(String layer, Path file) throws GateException {
        return PolicyParser.parse(layer, file.toString(), text(file));
    }

    /** The file's text, for those who want its problems as data. */
    public static String text(Path file) throws GateException {
        byte[] content = bytes(file);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new GateException("the policy file " + file + " is not UTF-8 text", "save it as UTF-8", e);
        }
    }

    private static byte[] bytes(Path file) throws GateException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(YamlReader.MAX_CHARACTERS + 1);
            if (content.length > YamlReader.MAX_CHARACTERS) {
                throw new LimitExceededException("the policy file " + file, "bytes", YamlReader.MAX_CHARACTERS);
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new GateException("there is no policy file " + file, "check the path", e);
        } catch (IOException e) {
            throw new GateException(
                    "the policy file " + file + " cannot be read (" + e.getMessage() + ")",
                    "check that it is a file this user may read",
                    e);
        }
    }
}
