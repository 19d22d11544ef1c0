#:project ../src/KerasTransfer
// From photographs to X-rays: a network that knows photographs learns to tell pneumonia from a healthy chest.
// Run: dotnet run examples/xray_transfer.cs [pneumoniamnist.npz]
//
// Two rules of thumb for transfer to images that are unlike the first ones: with few of them train only the last layer, with many train every layer. Both beside the
// same network from scratch. The base is MobileNet 0.25 with ImageNet weights (KERAS_HOME or downloaded); the scans are MedMNIST's PneumoniaMNIST (28×28; Yang et
// al. 2021, https://medmnist.com). Without the one or the other, small stand-ins are made here, and the output says so.
using System.Diagnostics;
using KerasTransfer;
using static KerasTransfer.KerasApi;

const int size = 64;                // the scans are enlarged to this: five halvings leave 2×2
const int few = 100;

var (x_train, y_train, x_test, y_test) = load_scans(args.Length > 0 ? args[0] : "pneumoniamnist.npz");
var base_weights = load_base();

np.random.seed(7);
var order = np.random.permutation(x_train.shape[0]);
var (x_few, y_few) = (x_train[order[..few]], y_train[order[..few]]);

print("\n                             scans | accuracy |    F1 |   AUC | seconds");
print("-----------------------------------+----------+-------+-------+--------");
run("last layer only", x_few, y_few, pretrained: true, train_base: false, epochs: 60);
run("from scratch", x_few, y_few, pretrained: false, train_base: true, epochs: 60);
run("every layer", x_train, y_train, pretrained: true, train_base: true, epochs: 8, rate: 1e-4);
run("from scratch", x_train, y_train, pretrained: false, train_base: true, epochs: 8);
print($"\nOn {x_test.shape[0]} test scans, of which {(int)(double)np.sum(y_test)} show pneumonia; F1 at a threshold of 0.5.");

void run(string name, NDArray x, NDArray y, bool pretrained, bool train_base, int epochs, double rate = 1e-3)
{
    keras.utils.set_random_seed(7);
    var (model, features) = network(pretrained);
    if (pretrained) features.set_weights(base_weights);
    features.trainable = train_base;
    model.compile(optimizer: keras.optimizers.Adam(rate), loss: "binary_crossentropy",
        metrics: ["accuracy", keras.metrics.F1Score(threshold: 0.5, name: "f1"), keras.metrics.AUC(name: "auc")]);
    var watch = Stopwatch.StartNew();
    model.fit(x, y, epochs: epochs, verbose: 0);
    double seconds = watch.Elapsed.TotalSeconds;
    var results = model.evaluate(x_test, y_test, verbose: 0);
    print($"{name,27} {x.shape[0],6} | {results["accuracy"],8:F3} | {results["f1"],5:F3} | {results["auc"],5:F3} | {seconds,7:F1}");
}

// The scan, grey, is shown to the base three times: as red, green and blue. A pretrained base keeps the batch statistics that it came with.
(Model, Model) network(bool pretrained)
{
    var features = keras.applications.MobileNet(input_shape: (size, size, 3), alpha: 0.25, include_top: false, weights: null);
    var scan = keras.Input(shape: (28, 28, 1));
    var x = keras.layers.Resizing(size, size).Apply(scan);
    x = keras.layers.Rescaling(1 / 127.5, offset: -1).Apply(x);
    x = keras.layers.Concatenate().Apply([x, x, x]);
    x = pretrained ? features.Apply(x, training: false) : features.Apply(x);
    x = keras.layers.GlobalAveragePooling2D().Apply(x);
    x = keras.layers.Dropout(0.2).Apply(x);
    var pneumonia = keras.layers.Dense(1, activation: "sigmoid").Apply(x);
    return (keras.Model(inputs: scan, outputs: pneumonia), features);
}

NDArray[] load_base()
{
    try
    {
        var weights = keras.applications.MobileNet(input_shape: (224, 224, 3), alpha: 0.25, include_top: false, weights: "imagenet").get_weights();
        print("Base: MobileNet 0.25, pretrained on ImageNet's photographs.");
        return weights;
    }
    catch (Exception e) when (e is IOException or HttpRequestException)
    {
        print("Base: MobileNet 0.25, pretrained here on drawn digits, since its ImageNet weights are neither in KERAS_HOME nor to be downloaded.");
        var ((digits, labels), _) = keras.datasets.digits.load_data();
        keras.utils.set_random_seed(7);
        var (model, features) = network(pretrained: false);
        var ten = keras.Model(inputs: model.input, outputs: keras.layers.Dense(10, activation: "softmax").Apply(model.layers[^2].output));
        ten.compile(optimizer: "adam", loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        ten.fit(np.expand_dims(digits[..4000], axis: -1), labels[..4000], epochs: 3, verbose: 2);
        return features.get_weights();
    }
}

(NDArray, NDArray, NDArray, NDArray) load_scans(string path)
{
    if (File.Exists(path))
    {
        var data = np.load_npz(path);
        NDArray images(string part) => np.expand_dims(data[$"{part}_images"], axis: -1);
        NDArray labels(string part) => data[$"{part}_labels"].astype("float32");
        print($"Scans: {path}.");
        return (images("train"), labels("train"), images("test"), labels("test"));
    }
    print($"Scans: none at {path} (an argument names the file), so drawn ones: dark fields, in half of them bright patches. The figures show the mechanism, not medicine.");
    np.random.seed(1);
    NDArray y = np.random.randint(0, 2, size: (1600, 1)).astype("float32");
    NDArray x = np.random.normal(90, 30, size: (1600, 28, 28, 1));
    for (int i = 0; i < 1600; i++)
    {
        if (y[i, 0] == 0) continue;
        for (int patch = 0; patch < 2; patch++)
        {
            var (row, column) = ((int)np.random.randint(4, 18), (int)np.random.randint(4, 18));
            x[i, row..(row + 6), column..(column + 6)] = x[i, row..(row + 6), column..(column + 6)] + 35;
        }
    }
    x = np.clip(x, 0, 255).astype("uint8");
    return (x[..1200], y[..1200], x[1200..], y[1200..]);
}
