package dev.diorama.server.log.postgres;

import dev.diorama.server.ops.StartException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says in words why the log's database cannot be used, and what to do. */
final class PostgresStartFailure {
    private static final String SETTINGS =
            "--diorama.log.postgres.url, .username and .password (or DIORAMA_LOG_POSTGRES_URL, ..._USERNAME,"
                    + " ..._PASSWORD)";

    private PostgresStartFailure() {}

    static StartException of(PostgresProperties properties, Exception cause) {
        return new StartException(
                "The log's database " + properties.place() + " cannot be used: "
                        + message(cause).replace(properties.url(), properties.place()),
                action(properties, state(cause)),
                cause);
    }

    static StartException notAnAddress(PostgresProperties properties) {
        return refused(
                properties,
                "that is not an address of PostgreSQL",
                "Write it as jdbc:postgresql://HOST:PORT/DATABASE. Settings: " + SETTINGS + ".");
    }

    static StartException tooOld(PostgresProperties properties, String version) {
        return refused(
                properties,
                "it is PostgreSQL " + version,
                "Diorama needs PostgreSQL 13 or newer; it is tested with 17.");
    }

    static StartException notUnicode(PostgresProperties properties, String encoding) {
        return refused(
                properties,
                "its encoding is " + encoding,
                "Make a database that takes any text: create database diorama encoding 'UTF8' template template0;");
    }

    private static StartException refused(PostgresProperties properties, String why, String action) {
        return new StartException(
                "The log's database " + properties.place() + " cannot be used: " + why,
                action,
                new IllegalStateException(why));
    }

    private static String action(PostgresProperties properties, String state) {
        return switch (state) {
            case "28P01", "28000" ->
                "Check the name and the password of the database's user: " + SETTINGS + ". No password is ever logged.";
            case "3D000" -> "Create the database, or name one that exists: " + SETTINGS + ".";
            case "42501" ->
                "Let the user \"" + properties.username()
                        + "\" create tables there, for instance as the database's owner.";
            case "" ->
                "Nothing was changed. Tables of a newer Diorama need that version; a database with other tables cannot"
                        + " hold a log.";
            default ->
                state.startsWith("08")
                        ? "Start PostgreSQL, or correct its address: " + SETTINGS
                                + ". Without an address the log is a file in the data folder."
                        : "Nothing was changed. Check the database, or name another one: " + SETTINGS + ".";
        };
    }

    /** SQL state of the failure that began it, empty when none of them has one. */
    private static String state(@Nullable Throwable failure) {
        String state = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
            }
        }
        return state;
    }

    private static String message(Throwable failure) {
        Throwable last = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                last = cause;
            }
        }
        return String.valueOf(last.getMessage());
    }
}
