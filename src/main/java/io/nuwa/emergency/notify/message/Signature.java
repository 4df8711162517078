package io.nuwa.emergency.notify.message;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How robots want to see that a message is from somebody who knows their secret. */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** DingTalk: the secret is the key, time (in milliseconds) and secret are what is signed. */
  static String dingTalk(String secret, long time) {
    return base64(secret, time + "\n" + secret);
  }

  /** Feishu: time (in seconds) and secret are the key, and nothing is signed with it. */
  static String feishu(String secret, long time) {
    return base64(time + "\n" + secret, "");
  }

  private static String base64(String key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      byte[] sum = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sum);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
