#:project ../src/KerasTransfer
// What transfer buys: even/odd from few labelled digits, with the layers of a network that knows the ten digits, and from scratch.
// Run: dotnet run examples/what_transfer_buys.cs
using KerasTransfer;
using static KerasTransfer.KerasApi;

var ((x_all, y_all), (x_test, y_test)) = load_digits();
(x_all, x_test) = (x_all / 255, x_test / 255);
NDArray even_odd(NDArray labels) => np.where(labels % 2 == 0, 1, 0);
NDArray y_test_bin = even_odd(y_test);

keras.utils.set_random_seed(42);

// The source task uses the first digits, the target task others that it has not seen.
int source = x_all.shape[0] - 5000;
var teacher = network(10);
teacher.fit(x_all[..source], y_all[..source], epochs: 5, batch_size: 32, verbose: 0);
var (_, ten) = teacher.evaluate(x_test, y_test, verbose: 0);
print($"Source task: ten digits, accuracy {ten:F4} on the test set.\n");

print(" samples | from scratch | transferred | difference");
print("---------+--------------+-------------+-----------");
foreach (int samples in new[] { 100, 500, 2500 })
{
    var (x, y) = (x_all[source..(source + samples)], even_odd(y_all[source..(source + samples)]));
    double scratch = accuracy(network(2), x, y);

    foreach (var layer in teacher.layers) layer.trainable = false;
    var transferred = keras.models.Sequential(teacher.layers[..^1]);
    transferred.add(keras.layers.Dense(2, activation: "softmax"));
    double transfer = accuracy(transferred, x, y);
    print($"{samples,8} | {scratch,12:P2} | {transfer,11:P2} | {transfer - scratch,10:+0.00%;-0.00%}");
}
print($"\nAccuracy on {x_test.shape[0]} test digits, even or odd. Both networks: 784-300-100-2, Adam, 30 epochs.");

double accuracy(Model model, NDArray x, NDArray y)
{
    model.compile(optimizer: "adam", loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
    model.fit(x, y, epochs: 30, verbose: 0);
    return model.evaluate(x_test, y_test_bin, verbose: 0)["accuracy"];
}

static Sequential network(int classes)
{
    var model = keras.Sequential([
        keras.layers.Flatten(input_shape: (28, 28)),
        keras.layers.Dense(300, kernel_initializer: "he_normal"),
        keras.layers.LeakyReLU(),
        keras.layers.Dense(100, kernel_initializer: "he_normal"),
        keras.layers.LeakyReLU(),
        keras.layers.Dense(classes, activation: "softmax"),
    ]);
    model.compile(optimizer: "adam", loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
    return model;
}

static ((NDArray, NDArray), (NDArray, NDArray)) load_digits()
{
    try
    {
        var data = keras.datasets.mnist.load_data();
        print("Data: MNIST, 60,000 + 10,000 handwritten digits.");
        return data;
    }
    catch (Exception e) when (e is IOException or HttpRequestException)
    {
        print("Data: generated digits, since MNIST is neither in KERAS_HOME nor to be downloaded.");
        return keras.datasets.digits.load_data();
    }
}
