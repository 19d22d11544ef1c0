namespace KerasTransfer;

/// <summary>An argument is not acceptable; the message says what was expected, what was given and what to do. Python's <c>ValueError</c>.</summary>
public class ValueError(string message, Exception? inner = null) : ArgumentException(message, inner);
