package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalyticsKeysTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        src/events.ts | const segmentWriteKey = "%s";
        src/events.ts | rudderstackWriteKey: '%s',
        src/events.go | const AnalyticsProdWriteKey string = "%s"
        src/events.py | AMPLITUDE_API_KEY = "%s"
        src/events.py | MIXPANEL_PROJECT_TOKEN = "%s"
        src/app/telemetry/client.ts | writeKey: "%s",
        cmd/handler.go | import "github.com/acme/telemetry"~  WriteKey: "%s",
        src/AnalyticsClient.java | String WRITE_KEY = "%s";
        src/events.ts | const URL = "https://www.google-analytics.com/mp/collect";~const API_SECRET = "%s";
        """)
    void whatOnlyWritesToAnAnalyticsServiceIllustrates(String path, String text) {
        assertThat(illustrates(path, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        src/events.py | AMPLITUDE_SECRET_KEY = "%s"
        src/events.py | MIXPANEL_API_SECRET = "%s"
        src/events.py | SEGMENT_API_TOKEN = "%s"
        src/events.py | ANALYTICS_API_KEY = "%s"
        src/search.ts | const algoliaWriteKey = "%s";
        src/search.ts | const writeKey = "%s";
        src/telemetry/client.ts | apiKey: "%s",
        src/telemetry/client.ts | algoliaWriteKey: "%s",
        src/telemetry/client.ts | const API_SECRET = "%s";
        src/events.ts | const MEASUREMENT_ID = "G-ZFZWHGZ64H";~const API_SECRET = "%s";
        src/events.ts | const URL = "https://www.google-analytics.com/mp/collect";~const CLIENT_SECRET = "%s";
        src/events.ts | const URL = "https://www.google-analytics.com/mp/collect";~const CLOUDINARY_API_SECRET = "%s";
        src/events.ts | const segmentWriteKey = "%s";~const apiToken = "%s";
        """)
    void whatReadsOrAdministersOrIsUsedElsewhereTooDoesNot(String path, String text) {
        assertThat(illustrates(path, text)).isFalse();
    }

    private static boolean illustrates(String path, String text) {
        String content = text.replace("~", "\n").replace("%s", new SecretTemplate(31).fill("{alnum:28}")) + "\n";
        assertThat(Searched.file(path, content).found()).hasSize(1);
        return Searched.file(path, content).found().get(0).illustrates();
    }
}
