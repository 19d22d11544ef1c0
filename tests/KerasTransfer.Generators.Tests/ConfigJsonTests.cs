namespace KerasTransfer.Tests;

/// <summary>JSON as Python's json module reads and writes it. Expected values by Python 3.12's json.dumps.</summary>
[TestClass]
public class ConfigJsonTests
{
    private static string[] Run(string statements) => Compiled.Run("", statements);

    [TestMethod]
    public void Numbers_and_text_as_Python_writes_them() => Compiled.AreEqual(new[]
    {
        """[1e+16, 1000000000000000.0, 123456789.123, 1e-05, 0.0001, 0.1, 1.0, -0.0, 1e+22, 5e-324, NaN, Infinity, "\u00e9\n\"\\/\u2028\u007f\u0001\ud83d\ude00", true, null, [], {}]""".Replace("\\u007f", "\u007f"),
        "[0.0010000000474974513, 1.7976931348623157e+308, 9007199254740993, -1.5e-07, 0.30000000000000004, 9999999999999998.0]",
        "{", "  \"a\": [", "    1,", "    {}", "  ],", "  \"b\": {", "    \"c\": null", "  }", "}",
    }, Run("""
        print(new List<object?> { 1e16, 1e15, 123456789.123, 1e-5, 1e-4, 0.1, 1.0, -0.0, 1e22, 5e-324, double.NaN, double.PositiveInfinity, "é\n\"\\/\u2028\u007f\u0001😀", true, null,
            new List<object?>(), new Dictionary<string, object?>() });
        print(new List<object?> { 0.001f, double.MaxValue, 9007199254740993, -1.5e-7, 0.1 + 0.2, 9999999999999998.0 });
        print(ConfigJson.Write(ConfigJson.Parse("{\"a\": [1, {}], \"b\": {\"c\": null}}"), indent: 2));
        """));

    [TestMethod]
    public void What_is_read_is_written_again() => Compiled.AreEqual(new[]
    {
        """{"a": [1, -2.5, NaN, Infinity, -Infinity, "NaN", "\\\"NaN", true, false, null], "b": {"\u00fc": 1e+20}, "a2": "\ud83d\ude00"}""", "2", "Int64 Double Double",
    }, Run("""
        print(ConfigJson.Parse("{\"a\": [1, -2.5, NaN, Infinity, -Infinity, \"NaN\", \"\\\\\\\"NaN\", true, false, null], \"b\": {\"\\u00fc\": 1e20}, \"a2\": \"\\ud83d\\ude00\"}"));
        print(((Dictionary<string, object?>)ConfigJson.Parse("\uFEFF{\"a\": 1, \"a\": 2}")!)["a"]);
        print(string.Join(" ", ((List<object?>)ConfigJson.Parse("[1, 1.0, 123456789012345678901234567890]")!).Select(x => x!.GetType().Name)));
        """));

    [TestMethod]
    public void What_is_no_JSON_is_refused() => Compiled.AreEqual(Enumerable.Repeat("The configuration is not valid JSON", 9).ToArray(), Run("""
        foreach (string text in (string[])["", "{", "[1,]", "{\"a\" 1}", "nan", "1 2", "\"\\ud83d\"", "NaNN", new string('[', 300) + new string(']', 300)])
            try { ConfigJson.Parse(text); print("no error"); } catch (ValueError e) { print(e.Message.Split(':')[0]); }
        """));

    [TestMethod]
    public void Values_without_a_form_are_refused() => Compiled.AreEqual(new[]
    {
        "A value of type Object cannot be stored in a configuration. Expected: a number, string, bool, list, dictionary, or an object of Keras.",
    }, Run("fails(() => ConfigJson.Write(new List<object?> { new object() }));"));
}
