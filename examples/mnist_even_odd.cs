#:project ../src/KerasTransfer
// Pretrain on ten digits, save; load, freeze, replace the head; train on even/odd.
// Run: dotnet run examples/mnist_even_odd.cs [epochs]
// Data: MNIST from KERAS_HOME (or downloaded there); without network, digits that are drawn here.
using KerasTransfer;
using static KerasTransfer.KerasApi;

int epochs = args.Length > 0 ? int.Parse(args[0]) : 10;

var ((x_train_full, y_train_full), (x_test, y_test)) = load_digits();

var (x_valid, x_train) = (x_train_full[..5000] / 255, x_train_full[5000..] / 255);
var (y_valid, y_train) = (y_train_full[..5000], y_train_full[5000..]);
x_test = x_test / 255;

tf.random.set_seed(42);
np.random.seed(42);

// 1. Ten digits.
Layer[] LAYERS = [
    tf.keras.layers.Flatten(input_shape: [28, 28]),
    tf.keras.layers.Dense(300, kernel_initializer: "he_normal"),
    tf.keras.layers.LeakyReLU(),
    tf.keras.layers.Dense(100, kernel_initializer: "he_normal"),
    tf.keras.layers.LeakyReLU(),
    tf.keras.layers.Dense(10, activation: "softmax"),
];
var model = tf.keras.models.Sequential(LAYERS);
model.compile(loss: tf.losses.sparse_categorical_crossentropy, optimizer: tf.keras.optimizers.SGD(0.02), metrics: ["accuracy"]);
var history = model.fit(x_train, y_train, epochs: epochs, validation_data: (x_valid, y_valid), verbose: 2);
model.save("pretrained_model_workout.h5");

// 2. The trained layers, frozen, under a new head.
var pretrained_model = keras.models.load_model("pretrained_model_workout.h5");
pretrained_model.summary();
foreach (var layer in pretrained_model.layers[..^1])
{
    layer.trainable = false;
    print($"{layer.name} - {layer.trainable}");
}

NDArray even_odd(NDArray labels) => np.where(labels % 2 == 0, 1, 0);
var (y_train_bin, y_test_bin, y_valid_bin) = (even_odd(y_train), even_odd(y_test), even_odd(y_valid));

var new_model = keras.models.Sequential(pretrained_model.layers[..^1]);
new_model.add(keras.layers.Dense(2, activation: "softmax"));
new_model.compile(loss: "sparse_categorical_crossentropy", optimizer: keras.optimizers.SGD(0.02), metrics: ["accuracy"]);
var new_history = new_model.fit(x_train, y_train_bin, epochs: epochs, validation_data: (x_valid, y_valid_bin), verbose: 2);

var (loss, accuracy) = new_model.evaluate(x_test, y_test_bin, verbose: 0);
print($"even or odd: loss {loss:F4}, accuracy {accuracy:F4} on {x_test.shape[0]} test digits");
print("predicted (1 is even):", np.argmax(new_model.predict(x_test[..3], verbose: 0), axis: -1), "digits:", y_test[..3]);

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
