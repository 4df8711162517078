package io.nuwa.emergency.panel;

import io.nuwa.emergency.failure.FailureClass;

/** Classes of failure for people: the id, and in Chinese what it means. */
final class FailureWords {
  private FailureWords() {}

  /** Such as {@code 端口被占用 port-in-use}. */
  static String of(FailureClass kind, Language language) {
    return language.say(chinese(kind) + " ", "") + kind.id();
  }

  private static String chinese(FailureClass kind) {
    return switch (kind) {
      case PERMISSION -> "权限不足";
      case PORT_IN_USE -> "端口被占用";
      case NETWORK_MISSING -> "网络缺失";
      case IMAGE_MISSING -> "镜像缺失";
      case NO_SPACE -> "磁盘已满";
      case KILLED -> "进程被终止";
      case NAME_RESOLUTION -> "域名无法解析";
      case NOT_READY -> "尚未就绪";
      case TIMEOUT -> "超时";
      case DATA_CONFLICT -> "数据冲突";
      case SCHEMA_MISMATCH -> "表结构不符";
      case TEST_FAILURE -> "测试失败";
      case TEST_DATA -> "测试数据不符";
      case TEST_FLAKY -> "测试不稳定";
      case TARGET_DOWN -> "监控目标未UP";
      case SERIES_GAP -> "数据间断";
      case AUTHENTICATION -> "认证被拒";
      case ENGINE_MISSING -> "缺少容器引擎";
      case CONFIGURATION -> "配置错误";
      case UNKNOWN -> "未知原因";
    };
  }
}
