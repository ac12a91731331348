namespace CsMonolith.Revenue.Retention.Finance;

/// <summary>Why finance's figure of a customer is not ours.</summary>
internal enum DifferenceCause
{
    /// <summary>Finance names a number that no customer of ours bears.</summary>
    UnknownCustomer,

    /// <summary>Finance has the figure that holds now; ours is that of the close.</summary>
    LearntAfterClose,

    /// <summary>Finance dates churn by another day: service end, cancellation or notice.</summary>
    Dating,

    /// <summary>Finance counts a pause the other way.</summary>
    Pause,

    /// <summary>Finance has the figure of the month before: a change that it has not booked yet.</summary>
    MonthBefore,

    /// <summary>Finance has what was billed for the month, as invoices say it.</summary>
    Invoiced,

    /// <summary>Finance has the year's amount, twelve times ours.</summary>
    Annual,

    /// <summary>One minor unit apart.</summary>
    Rounding,

    /// <summary>Finance does not have the customer.</summary>
    MissingThere,

    /// <summary>The customer pays nothing by our books.</summary>
    MissingHere,

    /// <summary>None of these.</summary>
    Unexplained,
}

/// <summary>Names the cause of a difference.</summary>
internal static class DifferenceCauses
{
    private const int MonthsInYear = 12;

    /// <summary>The first cause that explains the whole difference.</summary>
    /// <param name="isUnknown">Finance names a number that nobody bears.</param>
    /// <param name="isNamed">Finance names the customer at all.</param>
    /// <param name="theirs">Minor units, other than <paramref name="ours"/>.</param>
    /// <param name="ours">Minor units.</param>
    /// <param name="views">The customer's figure by other definitions, in the order in which they are tried.</param>
    public static DifferenceCause Of(
        bool isUnknown,
        bool isNamed,
        long theirs,
        long ours,
        IEnumerable<(DifferenceCause Cause, long End)> views
    )
    {
        if (isUnknown)
        {
            return DifferenceCause.UnknownCustomer;
        }

        // That finance leaves somebody out is explained by another definition only where that one gives nothing too.
        foreach (var (cause, end) in views)
        {
            if (end == theirs)
            {
                return cause;
            }
        }

        return theirs == MonthsInYear * ours && ours > 0 ? DifferenceCause.Annual
            : Math.Abs(theirs - ours) == 1 ? DifferenceCause.Rounding
            : !isNamed ? DifferenceCause.MissingThere
            : ours == 0 ? DifferenceCause.MissingHere
            : DifferenceCause.Unexplained;
    }
}
