using System.Runtime.Intrinsics;

namespace CsMonolith.Learning.Numerics;

/// <summary>The logistic function and its kin.</summary>
public static class Logistic
{
    /// <summary>Probability of log-odds, in [0, 1].</summary>
    public static double Sigmoid(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    /// <summary>Log-odds of a probability that is held within [1e-6, 1 − 1e-6].</summary>
    public static double LogOdds(double probability)
    {
        var held = Math.Clamp(probability, 1e-6, 1 - 1e-6);
        return Math.Log(held / (1 - held));
    }

    /// <summary>−log of the probability given to what happened; exact for large log-odds too.</summary>
    public static double Loss(double logOdds, bool label)
    {
        var z = label ? -logOdds : logOdds;
        return z > 0 ? z + Math.Log(1 + Math.Exp(-z)) : Math.Log(1 + Math.Exp(z));
    }

    /// <summary>Sigmoid of single-precision scores, within 3e-7 of the truth.</summary>
    /// <param name="scores">Shape (n,).</param>
    /// <param name="into">OUT, shape (n,).</param>
    /// <remarks>
    /// exp by Cody and Waite's reduction and a polynomial of degree 6. Only multiplications and additions, never fused:
    /// the result has the same bits on every processor, which a run-time library's exp does not promise. Its slow twin
    /// is <see cref="Sigmoid(double)"/>.
    /// </remarks>
    internal static void Sigmoid(ReadOnlySpan<float> scores, Span<float> into)
    {
        var i = 0;
        for (; i <= scores.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Sigmoid(Vector256.Create(scores.Slice(i, Vector256<float>.Count))).CopyTo(into[i..]);
        }

        if (i < scores.Length)
        {
            Span<float> rest = stackalloc float[Vector256<float>.Count];
            scores[i..].CopyTo(rest);
            Sigmoid(Vector256.Create<float>(rest)).CopyTo(rest);
            rest[..(scores.Length - i)].CopyTo(into[i..]);
        }
    }

    /// <inheritdoc cref="Sigmoid(ReadOnlySpan{float}, Span{float})"/>
    internal static Vector256<float> Sigmoid(Vector256<float> score)
    {
        var x = Vector256.Min(Vector256.Max(-score, Vector256.Create(-80f)), Vector256.Create(80f));
        var n = Vector256.Floor(x * Vector256.Create(1.44269504f) + Vector256.Create(0.5f));
        var r = x - n * Vector256.Create(0.693359375f) - n * Vector256.Create(-2.12194440e-4f);
        var p = Vector256.Create(1f / 720);
        p = p * r + Vector256.Create(1f / 120);
        p = p * r + Vector256.Create(1f / 24);
        p = p * r + Vector256.Create(1f / 6);
        p = p * r + Vector256.Create(0.5f);
        p = p * r + Vector256<float>.One;
        p = p * r + Vector256<float>.One;
        var power = Vector256.ShiftLeft(Vector256.ConvertToInt32(n) + Vector256.Create(127), 23).AsSingle();
        return Vector256<float>.One / (Vector256<float>.One + p * power);
    }
}
