package io.nuwa.emergency.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks for a page in a JVM of its own, and prints what came of it. */
final class Visitor {
  private Visitor() {}

  public static void main(String[] args) throws InterruptedException {
    try (var client = WebClients.builder().build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(args[0])).build();
      System.out.println(
          "visited: " + client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      System.out.println("failed: " + e);
    }
  }
}
