using KerasTransfer.Callbacks;
using KerasTransfer.Optimizers;

namespace KerasTransfer.Tests.Callbacks;

[TestClass]
public class BackupAndRestoreTests
{
    private static readonly NDArray x = np.arange(12).reshape(6, 2).astype("float32") / 12, y = np.arange(6).reshape(6, 1).astype("float32");

    private static Model Made()
    {
        Sequential model = new();
        model.add(keras.layers.Dense(1, input_shape: 2, kernel_initializer: "ones"));
        model.compile(new Adam(0.1), loss: "mse");
        return model;
    }

    private sealed class Interrupt(int epoch) : Callback
    {
        public override void on_epoch_begin(int at, IReadOnlyDictionary<string, double> logs)
        {
            if (at == epoch) throw new OperationCanceledException();
        }
    }

    private static float[] Weights(Model model) => [.. model.get_weights().SelectMany(w => w.AsSpan<float>().ToArray())];

    [TestMethod]
    public void Training_goes_on_where_it_was_interrupted()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Model whole = Made(), begun = Made(), resumed = Made();
        whole.fit(x, y, batch_size: 2, epochs: 5, verbose: 0, shuffle: false);
        Assert.Throws<OperationCanceledException>(() => begun.fit(x, y, batch_size: 2, epochs: 5, verbose: 0, shuffle: false,
            callbacks: [keras.callbacks.BackupAndRestore(folder, double_checkpoint: true), new Interrupt(3)]));
        Assert.AreEqual("""{"epoch": 3, "batch": 0}""", File.ReadAllText(Path.Combine(folder, "training_metadata.json")));
        Assert.IsTrue(File.Exists(Path.Combine(folder, "latest.weights.h5.bkp")));
        History history = resumed.fit(x, y, batch_size: 2, epochs: 5, verbose: 0, shuffle: false, callbacks: [new BackupAndRestore(folder)]);
        CollectionAssert.AreEqual(new[] { 3, 4 }, history.epoch.ToArray());
        CollectionAssert.AreEqual(Weights(whole), Weights(resumed));
        Assert.IsFalse(Directory.Exists(folder));
    }

    [TestMethod]
    public void A_damaged_backup_gives_way_to_the_one_before()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Model model = Made();
        Assert.Throws<OperationCanceledException>(() => model.fit(x, y, epochs: 5, verbose: 0, callbacks: [new BackupAndRestore(folder, double_checkpoint: true), new Interrupt(3)]));
        File.WriteAllBytes(Path.Combine(folder, "latest.weights.h5"), [1, 2, 3]);
        History history = Made().fit(x, y, epochs: 5, verbose: 0, callbacks: [new BackupAndRestore(folder, double_checkpoint: true, delete_checkpoint: false)]);
        CollectionAssert.AreEqual(new[] { 2, 3, 4 }, history.epoch.ToArray());
        Assert.IsTrue(Directory.Exists(folder));
        Directory.Delete(folder, recursive: true);
    }

    [TestMethod]
    public void Batches_are_counted_over_epochs()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Made().fit(x, y, batch_size: 2, epochs: 2, verbose: 0, callbacks: [new BackupAndRestore(folder, save_freq: 4, delete_checkpoint: false)]);
        Assert.AreEqual("""{"epoch": 1, "batch": 0}""", File.ReadAllText(Path.Combine(folder, "training_metadata.json")));
        Directory.Delete(folder, recursive: true);
    }

    [TestMethod]
    public void Errors_are_those_of_Keras()
    {
        Assert.AreEqual("Empty `backup_dir` argument passed", Assert.Throws<ValueError>(() => new BackupAndRestore("")).Message);
        Sequential unbuilt = new();
        unbuilt.add(keras.layers.Dense(1));
        BackupAndRestore callback = new("nowhere");
        callback.Attach(unbuilt, new Dictionary<string, object?>());
        Assert.StartsWith("To use the BackupAndRestore callback, you model must be built before you call `fit()`.",
            Assert.Throws<ValueError>(() => callback.on_train_begin(new Dictionary<string, double>())).Message);
    }
}
