package io.nuwa.emergency.web;

import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** The JDK's default TLS, asked for when a connection needs it and not before. */
final class TlsOnDemand extends SSLContextSpi {
  /** What the JDK's default context offers too; {@code TlsOnDemandTest} compares. */
  static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private static SSLContext tls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK cannot speak TLS: " + e.getMessage(), e);
    }
  }

  /** A client asks for these when it is made: they are all that is known without TLS. */
  @Override
  protected SSLParameters engineGetDefaultSSLParameters() {
    var parameters = new SSLParameters();
    parameters.setProtocols(PROTOCOLS);
    return parameters;
  }

  @Override
  protected SSLEngine engineCreateSSLEngine() {
    return tls().createSSLEngine();
  }

  @Override
  protected SSLEngine engineCreateSSLEngine(String host, int port) {
    return tls().createSSLEngine(host, port);
  }

  @Override
  protected SSLParameters engineGetSupportedSSLParameters() {
    return tls().getSupportedSSLParameters();
  }

  @Override
  protected SSLSocketFactory engineGetSocketFactory() {
    return tls().getSocketFactory();
  }

  @Override
  protected SSLServerSocketFactory engineGetServerSocketFactory() {
    return tls().getServerSocketFactory();
  }

  @Override
  protected SSLSessionContext engineGetServerSessionContext() {
    return tls().getServerSessionContext();
  }

  @Override
  protected SSLSessionContext engineGetClientSessionContext() {
    return tls().getClientSessionContext();
  }

  @Override
  protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
      throws KeyManagementException {
    throw new KeyManagementException("the JDK's default context is used as it is");
  }
}
