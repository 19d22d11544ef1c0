using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer.Rewrites;

/// <summary>Zeros around images become padding of the windows of the convolution that reads them, in the gradients too: nothing is copied.</summary>
internal static class ImagePadding
{
    /// <summary>A node without the padding before or the cut after it, or null.</summary>
    public static Tensor? Simplify(Tensor y) => y switch
    {
        // conv(0…x…0) = conv(x) with that much more padding; so for the gradient of the kernel
        { Op: Conv2D c, Inputs: [{ Op: Unslice pad, Inputs: [var x] }, var kernel] } when Windows(c.Down, c.Across, pad.Begins, pad.Steps, pad.Whole, x.shape) is var (down, across) => new Conv2D(down, across, c.Groups).On(x, kernel),
        { Op: Conv2DKernelGradient c, Inputs: [{ Op: Unslice pad, Inputs: [var x] }, var dy] } when Windows(c.Down, c.Across, pad.Begins, pad.Steps, pad.Whole, x.shape) is var (down, across) =>
            new Conv2DKernelGradient(down, across, c.Groups).On(x, dy),
        { Op: DepthwiseConv2D c, Inputs: [{ Op: Unslice pad, Inputs: [var x] }, var kernel] } when Windows(c.Down, c.Across, pad.Begins, pad.Steps, pad.Whole, x.shape) is var (down, across) => new DepthwiseConv2D(down, across).On(x, kernel),
        { Op: DepthwiseConv2DKernelGradient c, Inputs: [{ Op: Unslice pad, Inputs: [var x] }, var dy] } when Windows(c.Down, c.Across, pad.Begins, pad.Steps, pad.Whole, x.shape) is var (down, across) =>
            new DepthwiseConv2DKernelGradient(down, across).On(x, dy),
        // the part of the images' gradient that is not padding
        { Op: Ops.Slice cut, Inputs: [{ Op: Conv2DInputGradient g } whole] } when Windows(g.Down, g.Across, cut.Begins, cut.Steps, whole.shape, y.shape) is var (down, across) =>
            new Conv2DInputGradient(down, across, g.Groups, y.shape[1], y.shape[2]).On([.. whole.Inputs]),
        { Op: Ops.Slice cut, Inputs: [{ Op: DepthwiseConv2DInputGradient g } whole] } when Windows(g.Down, g.Across, cut.Begins, cut.Steps, whole.shape, y.shape) is var (down, across) =>
            new DepthwiseConv2DInputGradient(down, across, y.shape[1], y.shape[2]).On([.. whole.Inputs]),
        _ => null,
    };

    // The windows for the inner images of larger ones, or null where more is cut than whole rows and columns.
    private static (Window Down, Window Across)? Windows(Window down, Window across, int[] begins, int[] steps, Shape whole, Shape inner) =>
        whole.Rank == 4 && steps.All(s => s == 1) && inner[0] == whole[0] && inner[3] == whole[3] && inner[1] > 0 && inner[2] > 0
            ? (Wider(down, begins[1], whole[1] - begins[1] - inner[1]), Wider(across, begins[2], whole[2] - begins[2] - inner[2])) : null;

    private static Window Wider(Window window, int before, int after) => window with { Before = checked(window.Before + before), After = checked(window.After + after) };
}
