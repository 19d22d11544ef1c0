using KerasTransfer.Callbacks;

namespace KerasTransfer.Tests.Callbacks;

[TestClass]
public class CSVLoggerTests
{
    private static readonly List<object?> golden = CallbackGolden.Load("csv").Items();
    public static IEnumerable<object[]> Cases => golden.Select((_, i) => new object[] { i });

    [TestMethod, DynamicData(nameof(Cases))]
    public void Writes_what_Keras_writes(int number)
    {
        Dictionary<string, object?> expected = golden[number].Map(), a = expected["arguments"].Map();
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            if (expected["before"] is string before) File.WriteAllText(path, before);
            CSVLogger logger = keras.callbacks.CSVLogger(path, a.GetValueOrDefault("separator") as string ?? ",", a.GetValueOrDefault("append") is true);
            foreach (List<object?> run in expected["runs"].Items().Select(r => r.Items()))
            {
                logger.on_train_begin(new Dictionary<string, double>());
                for (int epoch = 0; epoch < run.Count; epoch++) logger.on_epoch_end(epoch, run[epoch].Logs());
                logger.on_train_end(new Dictionary<string, double>());
            }
            Assert.AreEqual((string)expected["text"]!, File.ReadAllText(path));
        }
        finally { File.Delete(path); }
    }

    [TestMethod]
    public void Separator_is_one_character() => Assert.Throws<ValueError>(() => new CSVLogger("x.csv", separator: ", "));
}
