package io.customer360.query.search;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the place where a page ended, so that it comes back as it was given out, and only with the request that it
 * belongs to: {@code base64url(HMAC-SHA256(key, request ‖ place), 16 bytes ‖ place)}.
 */
final class CursorSeal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL_BYTES = 16;

    private final SecretKeySpec key;

    CursorSeal(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** @param request what was asked, in a form that is the same each time it is asked */
    String seal(String request, String place) {
        byte[] content = place.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = ByteBuffer.allocate(SEAL_BYTES + content.length)
                .put(sealOf(request, content))
                .put(content)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The place; empty if the cursor was altered, belongs to another request or was sealed with another key. */
    Optional<String> open(String request, String cursor) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notEvenBase64) {
            return Optional.empty();
        }
        if (sealed.length <= SEAL_BYTES) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(sealed);
        byte[] seal = new byte[SEAL_BYTES];
        byte[] content = new byte[sealed.length - SEAL_BYTES];
        buffer.get(seal).get(content);
        return MessageDigest.isEqual(seal, sealOf(request, content))
                ? Optional.of(new String(content, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private byte[] sealOf(String request, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] asked = request.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(asked.length).flip());
            mac.update(asked);
            byte[] seal = new byte[SEAL_BYTES];
            System.arraycopy(mac.doFinal(content), 0, seal, 0, SEAL_BYTES);
            return seal;
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
