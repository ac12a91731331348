namespace CsMonolith.Health.Signals;

/// <summary>What becomes of what the modules want somebody to look at.</summary>
internal static class SignalsChapter
{
    public static IEndpointRouteBuilder MapSignals(this IEndpointRouteBuilder routes) =>
        routes.Map<AnswerSignalEndpoint>().Map<WithdrawSignalAnswerEndpoint>().Map<ListSignalAnswersEndpoint>();
}
