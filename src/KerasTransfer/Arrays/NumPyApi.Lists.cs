using System.Runtime.CompilerServices;

namespace KerasTransfer;

// They stand behind the functions of arrays: what converts to NDArray goes there.
// Lists where scripts have them in hand: np.mean(history.history["loss"]), np.max([1, 2, 3]).
public sealed partial class NumPyApi
{
    /// <summary>The sum of the values.</summary>
    [OverloadResolutionPriority(-1)]
    public NDArray sum<T>(IEnumerable<T> a) where T : unmanaged => sum(array(a));
    /// <summary>The product of the values.</summary>
    [OverloadResolutionPriority(-1)]
    public NDArray prod<T>(IEnumerable<T> a) where T : unmanaged => prod(array(a));
    /// <summary>The largest of the values.</summary>
    [OverloadResolutionPriority(-1)]
    public NDArray max<T>(IEnumerable<T> a) where T : unmanaged => max(array(a));
    /// <summary>The smallest of the values.</summary>
    [OverloadResolutionPriority(-1)]
    public NDArray min<T>(IEnumerable<T> a) where T : unmanaged => min(array(a));
    /// <summary>The mean of the values.</summary>
    [OverloadResolutionPriority(-1)]
    public NDArray mean<T>(IEnumerable<T> a) where T : unmanaged => mean(array(a));
    /// <summary>The standard deviation of the values.</summary>
    [OverloadResolutionPriority(-1)]
    public NDArray std<T>(IEnumerable<T> a) where T : unmanaged => std(array(a));
    /// <summary>The variance of the values.</summary>
    [OverloadResolutionPriority(-1)]
    public NDArray var<T>(IEnumerable<T> a) where T : unmanaged => var(array(a));
    /// <summary>The middle one of the values.</summary>
    [OverloadResolutionPriority(-1)]
    public NDArray median<T>(IEnumerable<T> a) where T : unmanaged => median(array(a));
    /// <summary>Where the largest value stands.</summary>
    [OverloadResolutionPriority(-1)]
    public NDArray argmax<T>(IEnumerable<T> a) where T : unmanaged => argmax(array(a));
    /// <summary>Where the smallest value stands.</summary>
    [OverloadResolutionPriority(-1)]
    public NDArray argmin<T>(IEnumerable<T> a) where T : unmanaged => argmin(array(a));
    /// <summary>Running sums of the values.</summary>
    [OverloadResolutionPriority(-1)]
    public NDArray cumsum<T>(IEnumerable<T> a) where T : unmanaged => cumsum(array(a));
    /// <summary>How often each of 0, 1, 2, … occurs.</summary>
    [OverloadResolutionPriority(-1)]
    public NDArray bincount<T>(IEnumerable<T> a) where T : unmanaged => bincount(array(a));
    /// <summary>The different values, in order.</summary>
    [OverloadResolutionPriority(-1)]
    public NDArray unique<T>(IEnumerable<T> a) where T : unmanaged => unique(array(a));
    /// <summary>The values in order.</summary>
    [OverloadResolutionPriority(-1)]
    public NDArray sort<T>(IEnumerable<T> a) where T : unmanaged => sort(array(a));
    /// <summary>The places of the values in order.</summary>
    [OverloadResolutionPriority(-1)]
    public NDArray argsort<T>(IEnumerable<T> a) where T : unmanaged => argsort(array(a));
}
