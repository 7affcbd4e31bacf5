package io.customer360.command.platform;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The HTTP answer to a write: its version as ETag, a token for reading what was written, where to find it. */
public final class Answer {

    /** A read that carries this header waits until the view has caught up with the write. */
    public static final String CONSISTENCY_TOKEN = "X-Consistency-Token";

    private Answer() {}

    /** 201, or 200 where the same external reference had created it before. */
    public static ResponseEntity<Written> created(Outcome outcome, String path) {
        return answer(outcome.created() ? HttpStatus.CREATED : HttpStatus.OK, outcome)
                .location(ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path(path)
                        .build(outcome.id()))
                .body(body(outcome));
    }

    /** 201 for a part that was added to something, or 200 where it was there before. */
    public static ResponseEntity<Written> added(Outcome outcome, String path, Object part) {
        return answer(outcome.eventId() == null ? HttpStatus.OK : HttpStatus.CREATED, outcome)
                .location(ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path(path)
                        .encode()
                        .buildAndExpand(outcome.id(), part)
                        .toUri())
                .body(body(outcome));
    }

    public static ResponseEntity<Written> changed(Outcome outcome) {
        return answer(HttpStatus.OK, outcome).body(body(outcome));
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status, Outcome outcome) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).eTag(String.valueOf(outcome.version()));
        if (outcome.eventId() != null) {
            answer.header(CONSISTENCY_TOKEN, outcome.eventId());
        }
        return answer;
    }

    private static Written body(Outcome outcome) {
        return new Written(outcome.id(), outcome.version());
    }
}
