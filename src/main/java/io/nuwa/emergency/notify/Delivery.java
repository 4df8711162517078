package io.nuwa.emergency.notify;

import io.nuwa.emergency.notify.ledger.Firing;
import io.nuwa.emergency.notify.ledger.Ledger;
import io.nuwa.emergency.notify.ledger.Outbox;
import io.nuwa.emergency.notify.ledger.Receiver;
import io.nuwa.emergency.notify.ledger.Told;
import io.nuwa.emergency.notify.message.AlertWords;
import io.nuwa.emergency.notify.message.AlertmanagerAnswer;
import io.nuwa.emergency.notify.message.AlertmanagerMessage;
import io.nuwa.emergency.notify.message.Answer;
import io.nuwa.emergency.notify.message.Post;
import io.nuwa.emergency.notify.message.WebhookAnswer;
import io.nuwa.emergency.notify.message.WebhookMessage;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.plan.Webhook;
import io.nuwa.emergency.time.Time;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells one receiver what is due, and keeps in the ledger how that went. */
final class Delivery {
  /** Robots of chats refuse more than 20 messages a minute, from whomever. */
  static final int MOST_AT_ONCE = 10;

  private static final Duration AFTER_THAT = Duration.ofMinutes(1);

  /**
   * As long as the longest time box. Without an end Alertmanager calls an alert resolved after 5
   * minutes; with an early one it would do so when nobody is there to renew it, though nobody has
   * measured anything.
   */
  private static final Duration UNLESS_MEASURED = Duration.ofDays(366);

  private final Setting setting;
  private final Time time;
  private final AlertWords words;
  private final Outbox outbox;
  private final Post post;

  Delivery(Setting setting, Outbox outbox, Post post) {
    this.setting = setting;
    this.time = setting.time();
    this.words = new AlertWords(setting.wording());
    this.outbox = outbox;
    this.post = post;
  }

  /**
   * Tells it.
   *
   * @param patience of this receiver
   * @throws InterruptedException when it was asked to stop
   */
  void tell(Ledger ledger, Receiver receiver, Patience patience, Values values)
      throws InterruptedException {
    List<Ledger.Line> due = ledger.due(receiver, time.instant());
    if (due.isEmpty()) {
      return;
    }
    if (receiver.isAlertmanager()) {
      tellAlertmanager(ledger, receiver, due, patience, values);
      return;
    }
    for (Ledger.Line line : due.subList(0, Math.min(due.size(), MOST_AT_ONCE))) {
      Answer answer = tellWebhook(ledger, receiver, line, values);
      outbox.write(ledger);
      if (!report(receiver, line, patience, answer)) {
        return;
      }
    }
    if (due.size() > MOST_AT_ONCE) {
      patience.rest(time.nanoseconds(), AFTER_THAT);
    }
  }

  /** All in one: it knows by itself what is new to it. */
  private void tellAlertmanager(
      Ledger ledger, Receiver receiver, List<Ledger.Line> due, Patience patience, Values values)
      throws InterruptedException {
    Instant now = time.instant();
    var lines = new ArrayList<>(due.stream().filter(line -> line.over().isPresent()).toList());
    lines.addAll(ledger.firing(receiver));
    String body = AlertmanagerMessage.of(lines, words, now.plus(UNLESS_MEASURED));
    Answer answer;
    try {
      String address = values.resolve(receiver.address()).replaceFirst("/+$", "");
      answer = judge(post.send(URI.create(address + "/api/v2/alerts"), body), Webhook.Form.JSON);
      if (answer instanceof Answer.Taken) {
        answer = confirmed(address, lines);
      }
    } catch (MissingValueException | IllegalArgumentException e) {
      answer = unfit(e);
    }
    if (!report(receiver, due.getFirst(), patience, answer)) {
      return;
    }
    for (Ledger.Line line : lines) {
      if (line.over().isPresent()) {
        ledger.endTold(line, receiver);
        tellSuccess(receiver, line);
      } else {
        ledger.note(line, receiver, told -> Told.at(now));
        if (line.told().get(receiver.id()).at().isEmpty()) {
          tellSuccess(receiver, line);
        }
      }
    }
    outbox.write(ledger);
  }

  /** What it knows afterwards: its own 200 says nothing. */
  private Answer confirmed(String address, List<Ledger.Line> lines) throws InterruptedException {
    List<Firing> firing =
        lines.stream().filter(line -> line.over().isEmpty()).map(Ledger.Line::alert).toList();
    return switch (post.ask(AlertmanagerAnswer.question(address, firing))) {
      case Post.Reply.Said said -> AlertmanagerAnswer.judge(said, firing);
      case Post.Reply.Unreached unreached -> new Answer.Unanswered(unreached.why());
      case Post.Reply.Silent silent -> new Answer.Unanswered(silent.why());
    };
  }

  private Answer tellWebhook(Ledger ledger, Receiver receiver, Ledger.Line line, Values values)
      throws InterruptedException {
    Instant now = time.instant();
    Webhook webhook = receiver.webhook().orElseThrow();
    Told before = line.told().get(receiver.id());
    AlertWords.Occasion occasion = occasion(line, before);
    boolean over = occasion == AlertWords.Occasion.OVER;
    WebhookMessage message;
    try {
      message =
          WebhookMessage.of(
              webhook.form(),
              values.resolve(webhook.url()),
              webhook.secret().map(values::resolve),
              new WebhookMessage.Saying(line, occasion, words, now));
    } catch (MissingValueException | IllegalArgumentException e) {
      return unfit(e);
    }
    if (!over) {
      // Written before it is sent: after a kill it is never sent as news again.
      ledger.note(line, receiver, told -> told.begins(now));
      outbox.write(ledger);
    }
    Answer answer = judge(post.send(message.target(), message.body()), webhook.form());
    switch (answer) {
      case Answer.Taken taken -> {
        if (over) {
          ledger.endTold(line, receiver);
        } else {
          ledger.note(line, receiver, told -> Told.at(now));
        }
        if (occasion != AlertWords.Occasion.REMINDER) {
          tellSuccess(receiver, line);
        }
      }
      case Answer.Refused refused -> ledger.note(line, receiver, Told::refused);
      case Answer.Unanswered unanswered -> {
        if (over && before.unsure()) {
          ledger.endTold(line, receiver);
        } else {
          ledger.note(line, receiver, told -> over ? told.endUnanswered() : before.unanswered(now));
        }
      }
    }
    return answer;
  }

  private static AlertWords.Occasion occasion(Ledger.Line line, Told told) {
    if (line.over().isPresent()) {
      return AlertWords.Occasion.OVER;
    }
    if (line.unwatched().isPresent()) {
      return AlertWords.Occasion.UNWATCHED;
    }
    return told.at().isEmpty() ? AlertWords.Occasion.NEWS : AlertWords.Occasion.REMINDER;
  }

  private static Answer judge(Post.Reply reply, Webhook.Form form) {
    return switch (reply) {
      case Post.Reply.Said said -> WebhookAnswer.judge(form, said);
      case Post.Reply.Unreached unreached -> new Answer.Refused(unreached.why());
      case Post.Reply.Silent silent -> new Answer.Unanswered(silent.why());
    };
  }

  /** The words of a wrong address are not repeated: they may hold a token. */
  private static Answer unfit(RuntimeException e) {
    return new Answer.Refused(
        e instanceof MissingValueException missing
            ? "has " + missing.getMessage()
            : "has an address or a secret that is none");
  }

  /** Says what has changed about a receiver, and whether it took the message. */
  private boolean report(Receiver receiver, Ledger.Line line, Patience patience, Answer answer) {
    long now = time.nanoseconds();
    Optional<String> why =
        switch (answer) {
          case Answer.Taken taken -> Optional.empty();
          case Answer.Refused refused -> Optional.of(refused.why());
          case Answer.Unanswered unanswered -> Optional.of(unanswered.why());
        };
    if (why.isEmpty()) {
      if (patience.succeeded(now)) {
        setting.notice().accept(receiver.id() + " takes alerts again");
      }
    } else if (patience.failed(now)) {
      setting
          .notice()
          .accept(
              named(line)
                  + ": not delivered to "
                  + receiver.id()
                  + ", which "
                  + why.get()
                  + "; it is tried again, less and less often");
    }
    return why.isEmpty();
  }

  private void tellSuccess(Receiver receiver, Ledger.Line line) {
    setting
        .notice()
        .accept(
            named(line)
                + (line.over().isPresent()
                    ? " is over"
                    : line.unwatched().isPresent() ? " is not watched any longer" : "")
                + ": told to "
                + receiver.id());
  }

  private static String named(Ledger.Line line) {
    return "alert " + line.alert().name() + " of " + line.alert().subject();
  }
}
