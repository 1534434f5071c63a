package org.pointwork.ops;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.javalin.json.JavalinJackson;

/** How the API writes JSON: records by their components, times and dates as ISO 8601 text. */
final class ApiJson {
    private ApiJson() {}

    static JavalinJackson mapper() {
        return new JavalinJackson(null, true).updateMapper(mapper -> mapper.registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS));
    }
}
