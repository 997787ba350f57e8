package io.kubesphere.ai.standalone.apiserver.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;

/** The key pair of the service account issuer. */
final class SigningKey {
    private static final int BITS = 2048;

    private final PrivateKey secret;
    private final RsaJsonWebKey published;

    private SigningKey(RSAPrivateCrtKey secret) throws GeneralSecurityException {
        var spec = new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
        this.secret = secret;
        this.published =
                new RsaJsonWebKey((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec));
        published.setKeyId(published.calculateBase64urlEncodedThumbprint("SHA-256"));
        published.setUse("sig");
        published.setAlgorithm("RS256");
    }

    /** A key that nobody has seen before. */
    static SigningKey generated() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new SigningKey((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    /** The key of a state directory, made at first: tokens in running pods stay good over a restart. */
    static SigningKey in(Path directory) {
        var file = directory.resolve("service-account.key");
        try {
            Files.createDirectories(directory);
            if (Files.exists(file)) {
                var spec = new PKCS8EncodedKeySpec(Files.readAllBytes(file));
                return new SigningKey(
                        (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec));
            }
            var fresh = generated();
            fresh.save(file);
            return fresh;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot keep the key of service accounts", unreadable);
        } catch (GeneralSecurityException notAKey) {
            throw new IllegalStateException(file + " holds no RSA key", notAKey);
        }
    }

    private void save(Path file) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var whole = Files.createTempFile(file.getParent(), "service-account", ".tmp", owner);
        Files.write(whole, secret.getEncoded());
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    PrivateKey secret() {
        return secret;
    }

    String id() {
        return published.getKeyId();
    }

    /** The public half, as a JWK. */
    Map<String, Object> published() {
        return published.toParams(OutputControlLevel.PUBLIC_ONLY);
    }
}
