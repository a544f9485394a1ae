package dev.ddblocal.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Handlers for the signals of the operating system. {@code sun.misc.Signal} is reached by
 * reflection, and only here, because the compiler warns of it in a way that nothing silences.
 */
final class ProcessSignals {
  private ProcessSignals() {}

  /**
   * Calls the handler, with the signal's number and on a thread of its own, every time the signal
   * arrives, in place of what the JVM would do.
   *
   * @param name the signal without {@code SIG}, such as {@code TERM}
   * @return whether the system knows the signal and lets us handle it
   */
  static boolean handle(String name, IntConsumer handler) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      int number = (int) signalType.getMethod("getNumber").invoke(signal);
      InvocationHandler onCall =
          (_, method, arguments) -> {
            if (method.getDeclaringClass() != handlerType) {
              // A method of Object.
              return method.invoke(handler, arguments);
            }
            handler.accept(number);
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(
              ProcessSignals.class.getClassLoader(), new Class<?>[] {handlerType}, onCall);
      signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, proxy);
      return true;
    } catch (ReflectiveOperationException e) {
      // Not a JVM that has it, or a signal that this system does not know.
      return false;
    }
  }
}
