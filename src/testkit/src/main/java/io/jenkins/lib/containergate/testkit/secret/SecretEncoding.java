package io.jenkins.lib.containergate.testkit.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** What a text goes through before it is stored. */
public enum SecretEncoding {
    PLAIN {
        @Override
        public String encode(String text) {
            return text;
        }
    },
    BASE64 {
        @Override
        public String encode(String text) {
            return "blob: " + Base64.getEncoder().encodeToString(bytes(text)) + "\n";
        }
    },
    BASE64_TWICE {
        @Override
        public String encode(String text) {
            byte[] once = Base64.getEncoder().encode(bytes(text));
            return "blob: " + Base64.getEncoder().encodeToString(once) + "\n";
        }
    },
    HEXADECIMAL {
        @Override
        public String encode(String text) {
            return "blob: " + HexFormat.of().formatHex(bytes(text)) + "\n";
        }
    },
    PERCENT {
        @Override
        public String encode(String text) {
            StringBuilder encoded = new StringBuilder("https://acme.net/?state=");
            for (byte b : bytes(text)) {
                boolean plain = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9';
                encoded.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
            }
            return encoded.append('\n').toString();
        }
    };

    public abstract String encode(String text);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
