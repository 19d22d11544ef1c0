namespace KerasTransfer;

/// <summary>A function of each output of a layer: what <c>keras.activations.tanh</c> is, and what converts to an <see cref="Activation"/>.</summary>
public delegate Tensor ActivationFunction(Tensor x);

/// <summary>The type of <c>keras.activations.relu</c>.</summary>
public delegate Tensor ReluFunction(Tensor x, double negative_slope = 0.0, double? max_value = null, double threshold = 0.0);
/// <summary>The type of <c>keras.activations.leaky_relu</c>.</summary>
public delegate Tensor LeakyReluFunction(Tensor x, double negative_slope = 0.2);
/// <summary>The type of <c>keras.activations.elu</c> and <c>celu</c>.</summary>
public delegate Tensor EluFunction(Tensor x, double alpha = 1.0);
/// <summary>The type of <c>keras.activations.gelu</c>.</summary>
public delegate Tensor GeluFunction(Tensor x, bool approximate = false);
/// <summary>The type of <c>keras.activations.softmax</c>, <c>log_softmax</c> and <c>glu</c>.</summary>
public delegate Tensor AxisFunction(Tensor x, int axis = -1);
/// <summary>The type of <c>keras.activations.hard_shrink</c> and <c>soft_shrink</c>.</summary>
public delegate Tensor ShrinkFunction(Tensor x, double threshold = 0.5);
/// <summary>The type of <c>keras.activations.squareplus</c>.</summary>
public delegate Tensor SquareplusFunction(Tensor x, double b = 4);
