package org.pointwork.bench.services;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that lives only as long as this object: its key is never written anywhere. */
final class DemoAuthority {
    /** What a certificate may be used for. */
    enum Use {
        AUTHORITY,
        SERVER,
        CLIENT
    }

    private static final Duration VALIDITY = Duration.ofDays(365);
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);
    private static final String NAME = "Pointwork demo CA";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair keys;
    private final Instant now;
    private final X509Certificate certificate;

    DemoAuthority(Instant now) throws GeneralSecurityException {
        this.keys = keyPair();
        this.now = now;
        this.certificate = issue(NAME, keys.getPublic(), Use.AUTHORITY);
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** A certificate on a P-256 key, valid for a year; a SERVER's is for localhost and 127.0.0.1. */
    X509Certificate issue(String commonName, PublicKey key, Use use) throws GeneralSecurityException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name(NAME),
                new BigInteger(127, RANDOM),
                Date.from(now.minus(CLOCK_DIFFERENCE)),
                Date.from(now.plus(VALIDITY)),
                name(commonName),
                key);
        try {
            restrict(builder, use);
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (CertIOException | OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static void restrict(X509v3CertificateBuilder builder, Use use) throws CertIOException {
        switch (use) {
            case AUTHORITY -> {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            }
            case SERVER -> {
                GeneralName[] names = {
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                };
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
                signOnlyAs(builder, KeyPurposeId.id_kp_serverAuth);
            }
            case CLIENT -> signOnlyAs(builder, KeyPurposeId.id_kp_clientAuth);
        }
    }

    private static void signOnlyAs(X509v3CertificateBuilder builder, KeyPurposeId purpose) throws CertIOException {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    }

    private static X500Name name(String commonName) {
        return new X500Name("CN=" + commonName);
    }

    static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }
}
