package io.jenkins.lib.containergate.testkit.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** How a value may be written so that who reads it has the value. */
enum SecretForms {
    PLAIN {
        @Override
        List<String> of(String value) {
            return List.of(value);
        }
    },
    REVERSED {
        @Override
        List<String> of(String value) {
            return List.of(new StringBuilder(value).reverse().toString());
        }
    },
    HEXADECIMAL {
        @Override
        List<String> of(String value) {
            String hex = HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8));
            return List.of(hex, hex.toUpperCase(Locale.ROOT));
        }
    },
    /** At each of the three places in a group of bytes where it may begin, without what its neighbours decide. */
    BASE64 {
        @Override
        List<String> of(String value) {
            return List.of(base64(value, 0), base64(value, 1), base64(value, 2));
        }
    },
    PERCENT {
        @Override
        List<String> of(String value) {
            return List.of(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    };

    abstract List<String> of(String value);

    private static String base64(String value, int before) {
        byte[] bytes = (" ".repeat(before) + value).getBytes(StandardCharsets.UTF_8);
        String code = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        int begin = before == 0 ? 0 : before + 1;
        int end = bytes.length % 3 == 0 ? code.length() : code.length() - 1;
        return code.substring(begin, end);
    }
}
